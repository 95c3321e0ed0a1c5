package dev.orograph.figure;

/**
 * One line of a legend.
 *
 * @param label what it says
 * @param swatch draws the sample beside it
 * @param isRemark whether it explains a sign rather than naming a mark; remarks come last
 */
record LegendEntry(String label, Swatch swatch, boolean isRemark) {
    LegendEntry(String label, Swatch swatch) {
        this(label, swatch, false);
    }

    /** Draws a sample into a small box. */
    interface Swatch {
        void paint(Canvas canvas, Box box);
    }
}
