package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import java.util.Optional;

/**
 * Lowers the rate when a loss no longer falls, as {@code ReduceLROnPlateau}. The schedule itself is plain data; what a
 * training has seen so far is a {@link Progress}, of which a new one comes after every epoch.
 *
 * @param factor of each reduction, in (0, 1)
 * @param patience epochs without a gain that are borne, at least 0; one more reduces the rate
 * @param threshold least gain that counts, at least 0
 * @param isRelative whether the threshold is a share of the best loss, otherwise a difference
 * @param cooldown epochs after a reduction that do not count, at least 0
 * @param minimum least factor of the optimizer's own rate, at least 0
 * @param watch name of the evaluated data set whose loss counts; empty for what is usual
 * @param warmup epochs of linear rise at the start, at least 0; they count as epochs
 */
public record PlateauSchedule(
        double factor,
        int patience,
        double threshold,
        boolean isRelative,
        int cooldown,
        double minimum,
        Optional<String> watch,
        double warmup)
        implements Schedule {
    public PlateauSchedule {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("schedule factor " + factor + " must be above 0 and below 1");
        }
        Specification.atLeast(0, "schedule patience", patience);
        Specification.atLeast(0, "schedule threshold", threshold);
        Specification.atLeast(0, "schedule cooldown", cooldown);
        Specification.atLeast(0, "schedule min", minimum);
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static PlateauSchedule of(Specification given) {
        given.allow("factor", "patience", "threshold", "threshold_mode", "cooldown", "min", "watch", "warmup");
        var mode = given.values().getOrDefault("threshold_mode", "rel");
        if (!mode.equals("rel") && !mode.equals("abs")) {
            throw new IllegalArgumentException(
                    "schedule plateau: threshold_mode=" + mode + " is unknown; choose rel or abs");
        }
        return new PlateauSchedule(
                given.number("factor", 0.1),
                count(given, "patience", 10),
                given.number("threshold", 1e-4),
                mode.equals("rel"),
                count(given, "cooldown", 0),
                given.number("min", 0),
                Optional.ofNullable(given.values().get("watch")),
                given.number("warmup", 0));
    }

    private static int count(Specification given, String key, int byDefault) {
        double number = given.number(key, byDefault);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "schedule plateau: " + key + "=" + number + " must be a whole number of epochs");
        }
        return (int) number;
    }

    @Override
    public String text() {
        var text = new SpecificationText("plateau").add("factor", factor, 0.1);
        text = patience == 10 ? text : text.add("patience", patience);
        text = text.add("threshold", threshold, 1e-4);
        text = isRelative ? text : text.add("threshold_mode", "abs");
        text = cooldown == 0 ? text : text.add("cooldown", cooldown);
        text = text.add("min", minimum, 0);
        text = watch.isEmpty() ? text : text.add("watch", watch.get());
        return text.add("warmup", warmup, 0).toString();
    }

    /** 1: the reductions are those of a {@link Progress}. */
    @Override
    public double factorAt(double epoch, double epochs) {
        return 1;
    }

    /**
     * What a training has seen of its loss.
     *
     * @param best lowest loss that counted as a gain; infinite at the start
     * @param epochsWithoutGain in a row, those of a cooldown left out
     * @param cooldownLeft epochs that do not count yet
     * @param factor product of all reductions
     */
    public record Progress(double best, long epochsWithoutGain, long cooldownLeft, double factor) {
        /** Nothing has been seen. */
        public static final Progress START = new Progress(Double.POSITIVE_INFINITY, 0, 0, 1);
    }

    /** What has been seen after one more epoch; a loss of NaN is no gain. */
    public Progress after(Progress before, double loss) {
        double wanted = isRelative ? before.best * (1 - threshold) : before.best - threshold;
        boolean isGain = loss < wanted;
        double best = isGain ? loss : before.best;
        long without = isGain || before.cooldownLeft > 0 ? 0 : before.epochsWithoutGain + 1;
        long cooldownLeft = Math.max(0, before.cooldownLeft - 1);
        return without > patience
                ? new Progress(best, 0, cooldown, Math.max(before.factor * factor, Math.min(before.factor, minimum)))
                : new Progress(best, without, cooldownLeft, before.factor);
    }
}
