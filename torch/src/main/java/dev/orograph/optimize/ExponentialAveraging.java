package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;

/**
 * An exponential moving average: θ̄ ← dθ̄ + (1 − d)θ, as {@code get_ema_avg_fn}. With a warm-up, d is at most
 * (1 + n)/(10 + n) after n parameters, so that the start is soon forgotten.
 *
 * @param decay d, in [0, 1)
 * @param hasWarmup whether d grows at first
 * @param steps between two parameters that enter, at least 1
 * @param start below 1 a share of all epochs, from 1 on an epoch, after which it begins; at least 0
 */
public record ExponentialAveraging(double decay, boolean hasWarmup, long steps, double start) implements Averaging {
    public ExponentialAveraging {
        Specification.belowOne("ema decay", decay);
        Specification.atLeast(1, "ema steps", (double) steps);
        Specification.atLeast(0, "ema start", start);
    }

    static ExponentialAveraging of(Specification given) {
        given.allow("decay", "warmup", "steps", "start");
        return new ExponentialAveraging(
                given.number("decay", 0.999),
                given.flag("warmup", false),
                Averaging.count(given, "steps"),
                given.number("start", 0));
    }

    @Override
    public String text() {
        var text = new SpecificationText("ema").add("decay", decay).add("warmup", hasWarmup);
        return (steps == 1 ? text : text.add("steps", steps))
                .add("start", start, 0)
                .toString();
    }

    @Override
    public boolean takes(long step, long stepsPerEpoch, long epochs) {
        long since = step - Averaging.startStep(start, stepsPerEpoch, epochs);
        return since > 0 && since % steps == 0;
    }

    @Override
    public double share(long taken) {
        if (taken == 0) {
            return 1;
        }
        return 1 - (hasWarmup ? Math.min(decay, (1.0 + taken) / (10.0 + taken)) : decay);
    }
}
