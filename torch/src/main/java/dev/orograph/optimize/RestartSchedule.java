package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;

/**
 * Half a cosine again and again, each period longer than the one before (SGDR, arXiv 1608.03983), as
 * {@code CosineAnnealingWarmRestarts}: f + (1 − f)(1 + cos(π·t/Tᵢ))/2 with Tᵢ = T₀·mⁱ and t since the last restart.
 *
 * @param period T₀ in epochs, above 0
 * @param multiplier m, at least 1
 * @param finalFactor f, at least 0, towards which each period falls
 * @param warmup epochs of linear rise at the start, at least 0; the first period begins after them
 */
public record RestartSchedule(double period, double multiplier, double finalFactor, double warmup) implements Schedule {
    public RestartSchedule {
        if (!(period > 0) || Double.isInfinite(period)) {
            throw new IllegalArgumentException(
                    "schedule cosine-restarts needs a number of epochs T_0 above 0, such as cosine-restarts:T_0=10");
        }
        Specification.atLeast(1, "schedule T_mult", multiplier);
        Specification.atLeast(0, "schedule final", finalFactor);
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static RestartSchedule of(Specification given) {
        given.allow("T_0", "T_mult", "final", "warmup");
        return new RestartSchedule(
                given.number("T_0", Double.NaN),
                given.number("T_mult", 1),
                given.number("final", 0),
                given.number("warmup", 0));
    }

    @Override
    public String text() {
        return new SpecificationText("cosine-restarts")
                .add("T_0", period)
                .add("T_mult", multiplier, 1)
                .add("final", finalFactor, 0)
                .add("warmup", warmup, 0)
                .toString();
    }

    @Override
    public double factorAt(double epoch, double epochs) {
        double elapsed = Math.max(0, epoch - warmup);
        double length = period;
        if (multiplier == 1) {
            elapsed %= length;
        } else {
            while (elapsed >= length) {
                elapsed -= length;
                length *= multiplier;
            }
        }
        return finalFactor + (1 - finalFactor) * (1 + Math.cos(Math.PI * elapsed / length)) / 2;
    }
}
