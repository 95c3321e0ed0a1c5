package dev.orograph.figure;

/** Numbers and characters as SVG takes them. */
final class SvgText {
    private SvgText() {}

    /**
     * The number rounded to three decimals, without trailing zeros.
     *
     * @throws IllegalStateException if it is not finite: an SVG with such a number draws nothing
     */
    static String number(double value) {
        if (!(Math.abs(value) < 1e12)) {
            throw new IllegalStateException("coordinate " + value + " cannot be drawn");
        }
        var text = new StringBuilder(12);
        append(text, value);
        return text.toString();
    }

    static void append(StringBuilder text, double value) {
        if (!(Math.abs(value) < 1e12)) {
            throw new IllegalStateException("coordinate " + value + " cannot be drawn");
        }
        long thousandths = Math.round(value * 1000);
        if (thousandths < 0) {
            text.append('-');
            thousandths = -thousandths;
        }
        text.append(thousandths / 1000);
        int rest = (int) (thousandths % 1000);
        if (rest != 0) {
            text.append('.').append(rest / 100);
            if (rest % 100 != 0) {
                text.append(rest / 10 % 10);
                if (rest % 10 != 0) {
                    text.append(rest % 10);
                }
            }
        }
    }

    /** The text with the characters replaced that mean something in XML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
