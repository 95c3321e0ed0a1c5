package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Layout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A built-in kind of network with all its sizes settled, as a tree of layers.
 *
 * @param name such as {@code resnet20}
 * @param parameters by name, as they were given; what was left to its default is absent
 * @param input shape of one sample
 * @param outputs number of classes or of output values
 * @param network its layers
 */
public record Architecture(String name, Map<String, String> parameters, Shape input, long outputs, Layer network) {
    public Architecture {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Its layers written out for its input.
     *
     * @throws IllegalArgumentException if a layer cannot take what the one before gives, as with too small an image
     */
    public Program program() {
        return Program.of(network, input);
    }

    /** Which stretch of θ is which block. */
    public Layout layout() {
        return program().layout();
    }

    /** Whether it ends in {@link LogSoftmax}, so that its loss is the negative log-likelihood, not cross-entropy. */
    public boolean givesLogProbabilities() {
        return last(network) instanceof LogSoftmax;
    }

    private static Layer last(Layer layer) {
        return layer instanceof Sequential sequential && !sequential.children().isEmpty()
                ? last(sequential
                        .children()
                        .get(sequential.children().size() - 1)
                        .layer())
                : layer;
    }
}
