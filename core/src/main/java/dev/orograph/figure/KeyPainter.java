package dev.orograph.figure;

/** Paints a {@link Key}: names under each other, in as many columns as it takes. */
final class KeyPainter implements PanelPainter {
    private static final double ROW = 19;
    private static final double SWATCH = 26;
    private static final double GAP = 8;

    private final Key key;
    private final PanelTitle title;

    KeyPainter(Key key, Box cell) {
        this.key = key;
        this.title = PanelTitle.of(key, cell);
    }

    @Override
    public Margins verticalMargins() {
        return new Margins(0, title.height(), 0, 0);
    }

    @Override
    public Margins horizontalMargins(double height) {
        return Margins.NONE;
    }

    @Override
    public boolean isAligned() {
        return false;
    }

    @Override
    public void paint(Canvas canvas, Box area) {
        title.paint(canvas, area);
        int rows = Math.max(1, (int) (area.height() / ROW));
        int columns = (key.marks().size() + rows - 1) / rows;
        double width = area.width() / Math.max(1, columns);
        for (int i = 0; i < key.marks().size(); i++) {
            var mark = key.marks().get(i);
            int column = i / rows;
            double x = area.x() + column * width;
            double middle = area.y() + (i % rows + 0.5) * ROW;
            mark.paintSwatch(canvas, new Box(x, middle - ROW / 2, SWATCH, ROW));
            var name = TextLine.within(mark.data().name(), Theme.TICK, width - SWATCH - 2 * GAP);
            canvas.text(name, x + SWATCH + GAP, middle + Theme.TICK * 0.36, Theme.INK);
        }
    }
}
