package dev.orograph.figure;

import java.util.List;

/**
 * Lays out and paints one {@link Plot}. Each kind of text has a strip of its own around the axes, so none can meet
 * another: title above, tick labels and label below, left and right, colour bar outermost.
 */
final class PlotPainter implements PanelPainter {
    private static final double TICK_LENGTH = 4;
    private static final double TEXT_GAP = 4;
    private static final double BAR_GAP = 14;
    /** Height of one row of tick labels, raised exponents included. */
    private static final double TICK_HEIGHT = Theme.TICK * 0.95;

    private final Plot plot;
    private final Box cell;
    private final Scale x;
    private final Scale left;
    private final Scale right;
    private final PanelTitle title;
    private final TextBlock xLabel;

    PlotPainter(Plot plot, Box cell) {
        this.plot = plot;
        this.cell = cell;
        this.x = plot.xScale();
        this.left = plot.yScale(false);
        this.right = plot.yScale(true);
        this.title = PanelTitle.of(plot, cell);
        this.xLabel = TextBlock.fit(plot.x().label(), Theme.LABEL, cell.width(), 2);
    }

    @Override
    public Margins verticalMargins() {
        double top = Math.max(TICK_HEIGHT / 2, title.height());
        double bottom = TICK_LENGTH + TEXT_GAP + TICK_HEIGHT + 2 + (xLabel.isEmpty() ? 0 : TEXT_GAP + xLabel.height());
        return new Margins(0, top, 0, bottom);
    }

    @Override
    public Margins horizontalMargins(double height) {
        var yLabel = sideLabel(plot.y(), height);
        double leftSide = axisWidth(left, height) + (yLabel.isEmpty() ? 0 : yLabel.height() + 5);
        double rightSide = rightAxisWidth(height);
        var bar = plot.colorBar();
        if (bar != null) {
            rightSide += BAR_GAP + bar.width(height);
        }
        double xOverflow = xOverflow(cell.width() - leftSide - rightSide);
        return new Margins(Math.max(leftSide, xOverflow), 0, Math.max(rightSide, xOverflow), 0);
    }

    private double rightAxisWidth(double height) {
        var axis = plot.right();
        if (axis == null) {
            return 0;
        }
        var label = sideLabel(axis, height);
        return axisWidth(right, height) + (label.isEmpty() ? 0 : label.height() + 5);
    }

    private static TextBlock sideLabel(PlotAxis axis, double height) {
        return TextBlock.fit(axis.label(), Theme.LABEL, height, 2);
    }

    private static double axisWidth(Scale scale, double height) {
        double width = 0;
        for (var tick : AxisTicks.vertical(scale, height)) {
            width = Math.max(width, new TextLine(tick.label(), Theme.TICK).width());
        }
        return TICK_LENGTH + TEXT_GAP + width;
    }

    /** How far a label under the very end of the x axis may reach beyond it. */
    private double xOverflow(double width) {
        double overflow = 0;
        for (var tick : AxisTicks.horizontal(x, Math.max(1, width))) {
            double half = new TextLine(tick.label(), Theme.TICK).width() / 2;
            double position = x.position(tick.value()) * width;
            overflow = Math.max(overflow, Math.max(half - position, half - (width - position)));
        }
        return Math.min(overflow, cell.width() / 6);
    }

    @Override
    public boolean isAligned() {
        return true;
    }

    @Override
    public void paint(Canvas canvas, Box area) {
        var frame = new PlotFrame(area, x, left, right, canvas);
        canvas.rectangle(area, Style.fill(Rgb.WHITE));
        title.paint(canvas, area);
        paintXAxis(canvas, area);
        paintYAxis(canvas, area, false);
        if (plot.right() != null) {
            paintYAxis(canvas, area, true);
        }
        var bar = plot.colorBar();
        if (bar != null) {
            double offset = plot.right() == null ? 0 : rightAxisWidth(area.height());
            double width = bar.width(area.height());
            bar.paint(canvas, new Box(area.right() + offset + BAR_GAP, area.y(), width, area.height()));
        }
        plot.marks().forEach(mark -> mark.reserve(frame));
        plot.marks().forEach(mark -> mark.placeLabels(frame));
        frame.labels().boxes().forEach(frame::reserve);
        var legend = plot.hasLegend() ? Legend.place(frame, plot.marks()) : null;
        if (legend != null) {
            frame.reserve(legend.box().grown(4));
        }
        canvas.beginClip(area);
        plot.marks().forEach(mark -> mark.paint(frame));
        canvas.endClip();
        canvas.rectangle(area, Style.stroke(Theme.FRAME, 1));
        if (legend != null) {
            legend.paint(canvas);
        }
        plot.marks().forEach(mark -> mark.paintText(frame));
        frame.labels().paint(canvas, box -> legend == null || !legend.box().overlaps(box));
    }

    private void paintXAxis(Canvas canvas, Box area) {
        for (var tick : AxisTicks.horizontal(x, area.width())) {
            double px = area.x() + x.position(tick.value()) * area.width();
            canvas.segment(px, area.y(), px, area.bottom(), Style.stroke(Theme.GRID, tick.isMajor() ? 0.9 : 0.4));
            double length = tick.isMajor() ? TICK_LENGTH : TICK_LENGTH / 2;
            canvas.segment(px, area.bottom(), px, area.bottom() + length, Style.stroke(Theme.FRAME, 0.9));
            var line = new TextLine(tick.label(), Theme.TICK);
            double start = px - line.width() / 2;
            if (start >= cell.x() && start + line.width() <= cell.right()) {
                double baseline = area.bottom() + TICK_LENGTH + TEXT_GAP + TICK_HEIGHT;
                canvas.text(line, start, baseline, Theme.INK);
            }
        }
        if (!xLabel.isEmpty()) {
            double top = area.bottom() + TICK_LENGTH + TEXT_GAP + TICK_HEIGHT + 2 + TEXT_GAP;
            canvas.centered(xLabel, PanelTitle.clampedCenter(xLabel, area, cell), top, Theme.INK);
        }
    }

    private void paintYAxis(Canvas canvas, Box area, boolean isRight) {
        var scale = isRight ? right : left;
        var color = isRight || plot.right() != null ? axisColor(isRight) : Theme.INK;
        double edge = isRight ? area.right() : area.x();
        double outwards = isRight ? 1 : -1;
        for (var tick : AxisTicks.vertical(scale, area.height())) {
            double py = area.bottom() - scale.position(tick.value()) * area.height();
            if (!isRight) {
                canvas.segment(area.x(), py, area.right(), py, Style.stroke(Theme.GRID, tick.isMajor() ? 0.9 : 0.4));
            }
            double length = tick.isMajor() ? TICK_LENGTH : TICK_LENGTH / 2;
            canvas.segment(edge, py, edge + outwards * length, py, Style.stroke(Theme.FRAME, 0.9));
            var line = new TextLine(tick.label(), Theme.TICK);
            double start = edge + outwards * (TICK_LENGTH + TEXT_GAP) - (isRight ? 0 : line.width());
            canvas.text(line, start, py - (line.top() + line.bottom()) / 2, color);
        }
        var axis = isRight && plot.right() != null ? plot.right() : plot.y();
        var label = sideLabel(axis, area.height());
        double offset = axisWidth(scale, area.height()) + 5;
        double start = isRight ? area.right() + offset : area.x() - offset - label.height();
        canvas.upwards(label, start, area.centerY(), color);
    }

    /** With two y axes, each is written in the colour of its lines, if they have only one. */
    private Rgb axisColor(boolean isRight) {
        List<Rgb> colors = plot.marks().stream()
                .filter(mark -> mark.isOnRightAxis() == isRight)
                .filter(LineMark.class::isInstance)
                .map(mark -> ((LineMark) mark).color())
                .distinct()
                .toList();
        return colors.size() == 1 ? colors.get(0) : Theme.INK;
    }
}
