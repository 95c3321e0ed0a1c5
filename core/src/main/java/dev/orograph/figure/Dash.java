package dev.orograph.figure;

/** How a line is broken. */
public enum Dash {
    SOLID(""),
    DASHED("6 3.5"),
    DOTTED("1.5 3");

    private final String lengths;

    Dash(String lengths) {
        this.lengths = lengths;
    }

    String lengths() {
        return lengths;
    }
}
