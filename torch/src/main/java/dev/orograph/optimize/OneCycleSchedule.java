package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;

/**
 * One rise and one long fall (arXiv 1708.07120), as {@code OneCycleLR} with the optimizer's own rate as {@code max_lr}:
 * from 1/d to 1 over a share p of all steps, and down to 1/(d·f) at the last; in three phases down to 1/d over as many
 * steps as the rise took, and to 1/(d·f) over the rest. Its numbers are exact for steps, not for shares of an epoch.
 *
 * <p>The momentum stays as it is: a step of an optimizer is told a rate and nothing else, so torch's
 * {@code cycle_momentum} does not exist.
 *
 * @param risingShare p, in (0, 1), in three phases below 0.5
 * @param divisor d, at least 1
 * @param finalDivisor f, above 0
 * @param annealing the form of each phase
 * @param hasThreePhases whether the fall stops at the initial rate on its way
 * @param warmup epochs of linear rise before the cycle, at least 0
 */
public record OneCycleSchedule(
        double risingShare,
        double divisor,
        double finalDivisor,
        Annealing annealing,
        boolean hasThreePhases,
        double warmup)
        implements Schedule {
    public OneCycleSchedule {
        if (!(risingShare > 0 && risingShare < (hasThreePhases ? 0.5 : 1))) {
            throw new IllegalArgumentException("schedule pct_start " + risingShare + " must be above 0 and below "
                    + (hasThreePhases ? "0.5 with three phases" : "1"));
        }
        Specification.atLeast(1, "schedule div_factor", divisor);
        if (!(finalDivisor > 0) || Double.isInfinite(finalDivisor)) {
            throw new IllegalArgumentException(
                    "schedule final_div_factor " + finalDivisor + " must be a number above 0");
        }
        Specification.atLeast(0, "schedule warmup", warmup);
    }

    static OneCycleSchedule of(Specification given) {
        given.allow("pct_start", "div_factor", "final_div_factor", "anneal_strategy", "three_phase", "warmup");
        return new OneCycleSchedule(
                given.number("pct_start", 0.3),
                given.number("div_factor", 25),
                given.number("final_div_factor", 1e4),
                Annealing.of(given, "anneal_strategy"),
                given.flag("three_phase", false),
                given.number("warmup", 0));
    }

    @Override
    public String text() {
        var text = new SpecificationText("one-cycle")
                .add("pct_start", risingShare, 0.3)
                .add("div_factor", divisor, 25)
                .add("final_div_factor", finalDivisor, 1e4);
        return annealing
                .addTo(text, "anneal_strategy")
                .add("three_phase", hasThreePhases)
                .add("warmup", warmup, 0)
                .toString();
    }

    @Override
    public double factorAt(double epoch, double epochs) {
        return cycle(epoch - warmup, epochs - warmup, 0);
    }

    /** The last step, not the time after it, has the final factor, as torch counts. */
    @Override
    public double factor(long step, long stepsPerEpoch, long epochs) {
        double before = warmup * stepsPerEpoch;
        double own = cycle(step - before, epochs * stepsPerEpoch - before, 1);
        return own * Math.min(1, (step + 1) / before);
    }

    /**
     * The factor at a time within the cycle.
     *
     * @param unit what the end of a phase lies before the beginning of the next: one step, or 0 for continuous time
     */
    private double cycle(double time, double length, double unit) {
        double start = 1 / divisor;
        double end = start / finalDivisor;
        double top = risingShare * length - unit;
        if (time <= 0) {
            return start;
        } else if (time <= top) {
            return annealing.between(start, 1, time / top);
        } else if (!hasThreePhases) {
            return phase(1, end, top, length - unit, time);
        }
        double back = 2 * risingShare * length - 2 * unit;
        return time <= back ? phase(1, start, top, back, time) : phase(start, end, back, length - unit, time);
    }

    private double phase(double from, double to, double begin, double finish, double time) {
        return annealing.between(from, to, finish > begin ? Math.min(1, (time - begin) / (finish - begin)) : 1);
    }
}
