package dev.orograph.optimize;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.orograph.provenance.Specification;
import dev.orograph.tensor.Layout;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Which optimizer, with which parameters; names and meanings are {@code torch.optim}'s. Its text form, such as
 * {@code sgd:lr=0.1,momentum=0.9}, is what the command line takes and what JSON holds.
 */
public sealed interface OptimizerSettings permits Sgd, Adam, AdamW {
    /** Under this key a file with an optimizer's state tells its text form. */
    String KEY = "optimizer";

    /**
     * Reads a text form; parameters that are left out have torch's defaults ({@code lr} of {@code sgd}: 0.1).
     *
     * @throws IllegalArgumentException if the name or a parameter is unknown, or a value is out of range
     */
    @JsonCreator
    static OptimizerSettings parse(String text) {
        var given = Specification.parse("optimizer", text);
        return switch (given.name()) {
            case "sgd" -> Sgd.of(given);
            case "adam" -> Adam.of(given);
            case "adamw" -> AdamW.of(given);
            default -> throw given.unknownName(names());
        };
    }

    /** The names that {@link #parse} understands. */
    static List<String> names() {
        return List.of("sgd", "adam", "adamw");
    }

    /** The base learning rate η, which a schedule scales. */
    double learningRate();

    /** The form that {@link #parse} reads; says everything that differs from the defaults, and the learning rate. */
    @JsonValue
    String text();

    /**
     * An optimizer that has not made a step yet; the caller closes it.
     *
     * @param layout which part of the vector is which block
     * @param theta tells length and element type of what it remembers
     */
    Optimizer start(Layout layout, Tensor theta);
}
