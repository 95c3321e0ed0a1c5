package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;

/**
 * Half a cosine from 1 at the end of the warm-up to a final factor at the end of the training (arXiv 1608.03983,
 * without restarts): f + (1 − f)(1 + cos πt)/2.
 *
 * @param finalFactor f, at least 0
 * @param warmup epochs of linear rise at the start, at least 0
 */
public record CosineSchedule(double finalFactor, double warmup) implements Schedule {
    public CosineSchedule {
        Specification.atLeast(0, "schedule final", finalFactor);
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static CosineSchedule of(Specification given) {
        given.allow("final", "warmup");
        return new CosineSchedule(given.number("final", 0), given.number("warmup", 0));
    }

    @Override
    public String text() {
        return new SpecificationText("cosine")
                .add("final", finalFactor, 0)
                .add("warmup", warmup, 0)
                .toString();
    }

    @Override
    public double factorAt(double epoch, double epochs) {
        if (epoch <= warmup) {
            return 1;
        }
        double elapsed = Math.min(1, (epoch - warmup) / (epochs - warmup));
        return finalFactor + (1 - finalFactor) * (1 + Math.cos(Math.PI * elapsed)) / 2;
    }
}
