package dev.orograph.tensor;

/** The one sentence that matters in libtorch's messages of many lines. */
public final class NativeErrors {
    private static final String MARK = "RuntimeError: ";

    private NativeErrors() {}

    /** The sentence after the interpreter's trace, or else the first line. */
    public static String sentence(RuntimeException error) {
        var message = String.valueOf(error.getMessage()).strip();
        int mark = message.lastIndexOf(MARK);
        var rest = mark >= 0 ? message.substring(mark + MARK.length()) : message;
        int end = rest.indexOf('\n');
        var line = (end >= 0 ? rest.substring(0, end) : rest).strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
