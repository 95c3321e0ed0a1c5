package dev.orograph.figure;

/** Lays out and paints one panel within its cell of the page. */
interface PanelPainter {
    /** Space needed above and below the axes. */
    Margins verticalMargins();

    /** Space needed beside axes of the given height. */
    Margins horizontalMargins(double height);

    /** Whether its axes line up with those of other panels in its row and column. */
    boolean isAligned();

    /** Paints everything, the axes filling {@code area}. */
    void paint(Canvas canvas, Box area);

    static PanelPainter of(Panel panel, Box cell) {
        if (panel instanceof Surface3D surface) {
            return new SurfacePainter(surface, cell);
        }
        if (panel instanceof Key key) {
            return new KeyPainter(key, cell);
        }
        return new PlotPainter((Plot) panel, cell);
    }
}
