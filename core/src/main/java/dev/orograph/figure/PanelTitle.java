package dev.orograph.figure;

/**
 * The title above a panel's axes.
 *
 * @param block the text
 * @param cell the panel's place on the page
 */
record PanelTitle(TextBlock block, Box cell) {
    private static final double GAP = 7;

    static PanelTitle of(Panel panel, Box cell) {
        return new PanelTitle(TextBlock.fit(panel.title(), Theme.PANEL_TITLE, cell.width(), 3), cell);
    }

    /** Space it takes above the axes; none if it is empty. */
    double height() {
        return block.isEmpty() ? 0 : block.height() + GAP;
    }

    void paint(Canvas canvas, Box area) {
        canvas.centered(block, clampedCenter(block, area, cell), area.y() - height(), Theme.INK);
    }

    /** The middle of the axes, or as near to it as the block fits into the cell. */
    static double clampedCenter(TextBlock block, Box area, Box cell) {
        double half = block.width() / 2;
        return Math.max(cell.x() + half, Math.min(cell.right() - half, area.centerX()));
    }
}
