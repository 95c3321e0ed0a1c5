package dev.orograph.figure;

import java.util.List;

/** Sizes in pixels and colours that all figures share. */
final class Theme {
    static final double FIGURE_TITLE = 17;
    static final double PANEL_TITLE = 14;
    static final double LABEL = 12.5;
    static final double TICK = 11;
    static final double CAPTION = 9;

    static final Rgb INK = Rgb.of("1f2328");
    static final Rgb MUTED = Rgb.of("57606a");
    static final Rgb FRAME = Rgb.of("8c959f");
    static final Rgb GRID = Rgb.of("e4e8ec");

    /** M. Okabe and K. Ito's palette for colour-blind readers (2008), strongest first, without yellow. */
    private static final List<Rgb> LINES = List.of(
            Rgb.of("0072b2"),
            Rgb.of("d55e00"),
            Rgb.of("009e73"),
            Rgb.of("cc79a7"),
            Rgb.of("56b4e9"),
            Rgb.of("e69f00"),
            Rgb.of("4d4d4d"));

    private Theme() {}

    static Rgb line(int index) {
        return LINES.get(Math.floorMod(index, LINES.size()));
    }
}
