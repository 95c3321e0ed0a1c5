package dev.orograph.optimize;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What an optimizer remembers between steps: their number, and vectors as long as the parameter vector. */
final class Memory implements AutoCloseable {
    /** Name of the block with the number of steps taken. */
    private static final String STEP = "step";

    private final Map<String, Tensor> vectors = new LinkedHashMap<>();
    private long steps;

    /** Zero vectors of these names, of θ's length and type. */
    Memory(Tensor theta, String... names) {
        try (var scope = new PointerScope()) {
            for (String name : names) {
                vectors.put(name, Tensors.own(torch.zeros_like(theta)));
            }
        }
    }

    /** Number of steps taken. */
    long steps() {
        return steps;
    }

    /** Counts a step and gives its number, from 1. */
    long nextStep() {
        return ++steps;
    }

    Tensor vector(String name) {
        var vector = vectors.get(name);
        if (vector == null) {
            throw new IllegalArgumentException("the optimizer has no vector '" + name + "'");
        }
        return vector;
    }

    NamedArrays toArrays() {
        var arrays = new ArrayList<NamedArray>();
        arrays.add(NamedArray.of(STEP, Shape.of(1), new long[] {steps}));
        vectors.forEach((name, vector) -> arrays.add(Tensors.toArray(name, vector)));
        return NamedArrays.of(arrays);
    }

    void restore(NamedArrays arrays) {
        long stored = (long) require(arrays, STEP, 1).toDoubles()[0];
        vectors.forEach((name, vector) -> {
            var array = require(arrays, name, vector.numel());
            try (var scope = new PointerScope()) {
                vector.copy_(Tensors.fromArray(array).view(vector.numel()));
            }
        });
        steps = stored;
    }

    private static NamedArray require(NamedArrays arrays, String name, long elements) {
        var array = arrays.find(name);
        if (array == null) {
            throw new IllegalArgumentException(
                    "the optimizer state has no block " + name + "; it has " + String.join(", ", arrays.names()));
        }
        if (array.shape().elements() != elements) {
            throw new IllegalArgumentException("block " + name + " of the optimizer state has "
                    + array.shape().elements() + " elements where " + elements + " are needed");
        }
        return array;
    }

    @Override
    public void close() {
        vectors.values().forEach(Tensor::close);
        vectors.clear();
    }
}
