package dev.orograph.optimize;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.orograph.provenance.Specification;
import java.util.List;

/**
 * The learning rate over time, as a factor of the optimizer's own. Text forms, which the command line takes and JSON
 * holds: {@code constant}, {@code step:every=30,factor=0.1}, {@code step:at=150/225/275} (also called
 * {@code multi-step}), {@code exponential:gamma=0.95}, {@code polynomial:power=2}, {@code cosine:final=0.01},
 * {@code cosine-restarts:T_0=10,T_mult=2}, {@code one-cycle:pct_start=0.3}, {@code plateau:factor=0.1,patience=10}; each
 * with {@code warmup=5}, in epochs.
 */
public sealed interface Schedule
        permits ConstantSchedule,
                StepSchedule,
                ExponentialSchedule,
                PolynomialSchedule,
                CosineSchedule,
                RestartSchedule,
                OneCycleSchedule,
                PlateauSchedule {
    /**
     * Reads a text form.
     *
     * @throws IllegalArgumentException if the name or a parameter is unknown, or a value is out of range
     */
    @JsonCreator
    static Schedule parse(String text) {
        var given = Specification.parse("schedule", text);
        return switch (given.name()) {
            case "constant" -> ConstantSchedule.of(given);
            case "step", "multi-step" -> StepSchedule.of(given);
            case "exponential" -> ExponentialSchedule.of(given);
            case "polynomial" -> PolynomialSchedule.of(given);
            case "cosine" -> CosineSchedule.of(given);
            case "cosine-restarts" -> RestartSchedule.of(given);
            case "one-cycle" -> OneCycleSchedule.of(given);
            case "plateau" -> PlateauSchedule.of(given);
            default -> throw given.unknownName(names());
        };
    }

    /** The names that {@link #parse} lists to a user. */
    static List<String> names() {
        return List.of(
                "constant",
                "step",
                "multi-step",
                "exponential",
                "polynomial",
                "cosine",
                "cosine-restarts",
                "one-cycle",
                "plateau");
    }

    /** The same rate at all times. */
    static Schedule constant() {
        return new ConstantSchedule(0);
    }

    /** The form that {@link #parse} reads. */
    @JsonValue
    String text();

    /** Epochs over which the factor rises linearly at first. */
    double warmup();

    /**
     * The factor without the warm-up.
     *
     * @param epoch time since the start, with its fraction
     * @param epochs length of the whole training
     */
    double factorAt(double epoch, double epochs);

    /**
     * Factor of the learning rate in one step. During the warm-up of W = {@code warmup·stepsPerEpoch} steps it is
     * multiplied by (step + 1)/W, so that no step has rate zero.
     *
     * @param step number of the step, from 0
     */
    default double factor(long step, long stepsPerEpoch, long epochs) {
        double risen = (step + 1) / (warmup() * stepsPerEpoch);
        return factorAt((double) step / stepsPerEpoch, (double) epochs) * Math.min(1, risen);
    }
}
