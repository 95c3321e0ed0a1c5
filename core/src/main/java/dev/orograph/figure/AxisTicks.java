package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** Chooses as many ticks as an axis has room for: no two labels come near each other. */
final class AxisTicks {
    private static final double HORIZONTAL_GAP = 9;
    private static final double VERTICAL_GAP = 5;

    private AxisTicks() {}

    static List<Tick> horizontal(Scale scale, double length) {
        return choose(scale, length, Math.max(1, (int) (length / 70)), true);
    }

    static List<Tick> vertical(Scale scale, double length) {
        return choose(scale, length, Math.max(1, (int) (length / 50)), false);
    }

    private static List<Tick> choose(Scale scale, double length, int mostWanted, boolean isHorizontal) {
        List<Tick> ticks = List.of();
        for (int wanted = mostWanted; wanted >= 1; wanted--) {
            ticks = scale.ticks(wanted);
            if (areClear(scale, length, ticks, isHorizontal)) {
                return ticks;
            }
        }
        return cleared(scale, length, ticks, isHorizontal);
    }

    private static double extent(Tick tick, boolean isHorizontal) {
        var line = new TextLine(tick.label(), Theme.TICK);
        return isHorizontal ? line.width() + HORIZONTAL_GAP : line.height() + VERTICAL_GAP;
    }

    private static boolean areClear(Scale scale, double length, List<Tick> ticks, boolean isHorizontal) {
        return cleared(scale, length, ticks, isHorizontal).equals(ticks);
    }

    /** The ticks with every label removed that would touch the one before it. */
    private static List<Tick> cleared(Scale scale, double length, List<Tick> ticks, boolean isHorizontal) {
        var kept = new ArrayList<Tick>();
        double end = Double.NEGATIVE_INFINITY;
        for (var tick : ticks) {
            double middle = scale.position(tick.value()) * length;
            double half = tick.isMajor() ? extent(tick, isHorizontal) / 2 : 0;
            if (tick.isMajor() && middle - half < end) {
                kept.add(new Tick(tick.value(), ""));
            } else {
                kept.add(tick);
                end = tick.isMajor() ? middle + half : end;
            }
        }
        return kept;
    }
}
