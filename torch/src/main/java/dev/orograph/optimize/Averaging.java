package dev.orograph.optimize;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.orograph.provenance.Specification;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * How parameters are averaged while they are trained, beside the training itself; as {@code torch.optim.swa_utils}. Text
 * forms, which the command line takes and JSON holds: {@code ema:decay=0.999} and {@code swa:start=0.75,swa_lr=0.05}.
 */
public sealed interface Averaging permits ExponentialAveraging, StochasticAveraging {
    /**
     * Reads a text form.
     *
     * @throws IllegalArgumentException if the name or a parameter is unknown, or a value is out of range
     */
    @JsonCreator
    static Averaging parse(String text) {
        var given = Specification.parse("averaging", text);
        return switch (given.name()) {
            case "ema" -> ExponentialAveraging.of(given);
            case "swa" -> StochasticAveraging.of(given);
            default -> throw given.unknownName(List.of("ema", "swa"));
        };
    }

    /** The form that {@link #parse} reads. */
    @JsonValue
    String text();

    /** Whether the parameters after a number of steps enter the average. */
    boolean takes(long steps, long stepsPerEpoch, long epochs);

    /**
     * Share of the parameters that enter now; 1 for the first, which are the average then.
     *
     * @param taken number of those that have entered before
     */
    double share(long taken);

    /**
     * The learning rate of a step.
     *
     * @param step number of the step, from 0
     * @param scheduled rate of each step without averaging
     */
    default double rate(long step, long stepsPerEpoch, long epochs, LongToDoubleFunction scheduled) {
        return scheduled.applyAsDouble(step);
    }

    /** The step after which it begins: below 1, the start is a share of all epochs, from 1 on an epoch. */
    static long startStep(double start, long stepsPerEpoch, long epochs) {
        return Math.round((start < 1 ? start * epochs : start) * stepsPerEpoch);
    }

    /**
     * A number of epochs or steps.
     *
     * @throws IllegalArgumentException if it is not a whole number of at least 1
     */
    static long count(Specification given, String key) {
        double number = given.number(key, 1);
        if (!(number >= 1) || number != Math.rint(number)) {
            throw new IllegalArgumentException("averaging " + given.name() + ": " + key + "="
                    + given.values().get(key) + " must be a whole number of at least 1");
        }
        return (long) number;
    }
}
