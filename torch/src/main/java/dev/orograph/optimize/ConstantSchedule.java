package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;

/**
 * The same learning rate at all times after a warm-up.
 *
 * @param warmup epochs of linear rise at the start, at least 0
 */
public record ConstantSchedule(double warmup) implements Schedule {
    public ConstantSchedule {
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static ConstantSchedule of(Specification given) {
        return new ConstantSchedule(given.allow("warmup").number("warmup", 0));
    }

    @Override
    public String text() {
        return new SpecificationText("constant").add("warmup", warmup, 0).toString();
    }

    @Override
    public double factorAt(double epoch, double epochs) {
        return 1;
    }
}
