package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;

/**
 * Falls from 1 at the end of the warm-up to a final factor: f + (1 − f)(1 − t/T)ᵖ, as {@code PolynomialLR}, whose f is 0.
 *
 * @param power p, above 0; 1 is a straight line
 * @param total T in epochs, above 0; infinite for all that are left after the warm-up
 * @param finalFactor f, at least 0, which stays once it is reached
 * @param warmup epochs of linear rise at the start, at least 0
 */
public record PolynomialSchedule(double power, double total, double finalFactor, double warmup) implements Schedule {
    public PolynomialSchedule {
        if (!(power > 0) || Double.isInfinite(power)) {
            throw new IllegalArgumentException("schedule power " + power + " must be a number above 0");
        }
        if (!(total > 0)) {
            throw new IllegalArgumentException("schedule total " + total + " must be a number of epochs above 0");
        }
        Specification.atLeast(0, "schedule final", finalFactor);
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static PolynomialSchedule of(Specification given) {
        given.allow("power", "total", "final", "warmup");
        return new PolynomialSchedule(
                given.number("power", 1),
                given.number("total", Double.POSITIVE_INFINITY),
                given.number("final", 0),
                given.number("warmup", 0));
    }

    @Override
    public String text() {
        return new SpecificationText("polynomial")
                .add("power", power, 1)
                .add("total", total, Double.POSITIVE_INFINITY)
                .add("final", finalFactor, 0)
                .add("warmup", warmup, 0)
                .toString();
    }

    @Override
    public double factorAt(double epoch, double epochs) {
        if (epoch <= warmup) {
            return 1;
        }
        double whole = Double.isInfinite(total) ? epochs - warmup : total;
        double left = 1 - Math.min(1, (epoch - warmup) / whole);
        return finalFactor + (1 - finalFactor) * Math.pow(left, power);
    }
}
