package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Multiplies the learning rate by a factor at certain epochs, as {@code StepLR} and {@code MultiStepLR}.
 *
 * @param every number of epochs between two changes; infinite if {@code at} says when
 * @param at epochs of the changes; empty if {@code every} says when
 * @param factor above 0
 * @param warmup epochs of linear rise at the start, at least 0; they count as epochs
 */
public record StepSchedule(double every, List<Double> at, double factor, double warmup) implements Schedule {
    public StepSchedule {
        at = List.copyOf(at);
        if (!(every > 0) || Double.isInfinite(every) == at.isEmpty()) {
            throw new IllegalArgumentException(
                    "schedule step needs either every above 0 or at, such as step:every=30 or step:at=150/225");
        }
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("schedule factor " + factor + " must be a number above 0");
        }
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static StepSchedule of(Specification given) {
        given.allow("every", "at", "factor", "warmup");
        return new StepSchedule(
                given.number("every", Double.POSITIVE_INFINITY),
                given.numbers("at"),
                given.number("factor", 0.1),
                given.number("warmup", 0));
    }

    @Override
    public String text() {
        var text = new SpecificationText("step");
        if (at.isEmpty()) {
            text.add("every", every);
        } else {
            text.add("at", at.stream().map(String::valueOf).collect(Collectors.joining("/")));
        }
        return text.add("factor", factor, 0.1).add("warmup", warmup, 0).toString();
    }

    @Override
    public double factorAt(double epoch, double epochs) {
        double changes = at.isEmpty()
                ? Math.floor(epoch / every)
                : at.stream().filter(change -> change <= epoch).count();
        return Math.pow(factor, changes);
    }
}
