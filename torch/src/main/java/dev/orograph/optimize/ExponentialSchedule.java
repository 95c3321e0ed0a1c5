package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;

/**
 * Falls by a factor per epoch, a little with every step: γᵗ, as {@code ExponentialLR} at the ends of epochs.
 *
 * @param gamma γ, above 0
 * @param warmup epochs of linear rise at the start, at least 0; the fall begins after them
 */
public record ExponentialSchedule(double gamma, double warmup) implements Schedule {
    public ExponentialSchedule {
        if (!(gamma > 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException(
                    "schedule exponential needs a number gamma above 0, such as exponential:gamma=0.95");
        }
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static ExponentialSchedule of(Specification given) {
        given.allow("gamma", "warmup");
        return new ExponentialSchedule(given.number("gamma", Double.NaN), given.number("warmup", 0));
    }

    @Override
    public String text() {
        return new SpecificationText("exponential")
                .add("gamma", gamma)
                .add("warmup", warmup, 0)
                .toString();
    }

    @Override
    public double factorAt(double epoch, double epochs) {
        return Math.pow(gamma, Math.max(0, epoch - warmup));
    }
}
