package dev.orograph.optimize;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.orograph.tensor.Layout;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Which optimizer, with which parameters. Its text form, such as {@code sgd:lr=0.1,momentum=0.9}, is what the command line
 * takes and what JSON holds; names and meanings are those of {@code torch.optim} where it has the optimizer, otherwise
 * those of the paper. Each is one file and one line in {@link Optimizers}.
 */
public interface OptimizerSettings {
    /** Under this key a file with an optimizer's state tells its text form. */
    String KEY = "optimizer";

    /**
     * Reads a text form; parameters that are left out have their defaults.
     *
     * @throws IllegalArgumentException if the name or a parameter is unknown, or a value is out of range
     */
    @JsonCreator
    static OptimizerSettings parse(String text) {
        return Optimizers.parse(text);
    }

    /** A text form that has no learning rate yet, with one for all parameters that have none of their own. */
    static String withLearningRate(String text, String rate) {
        return with(text, "lr", rate);
    }

    /** A text form with one more parameter of the optimizer that makes the steps, inside wrappers and before groups. */
    static String with(String text, String key, String value) {
        return Optimizers.with(text, key, value);
    }

    /** The names that {@link #parse} understands. */
    static List<String> names() {
        return Optimizers.names();
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
     * @param theta tells length and element type of what it remembers; the point it starts from
     */
    Optimizer start(Layout layout, Tensor theta);
}
