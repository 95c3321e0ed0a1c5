package dev.orograph.optimize;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What an optimizer or a part of one remembers between steps: tensors by name, vectors as long as the parameter vector and
 * others, and, for the whole, the number of steps. Owns its tensors.
 */
public final class Memory implements AutoCloseable {
    /** Nothing. */
    static final Memory NONE = new Memory(Map.of());

    /** Name of the block with the number of steps taken. */
    private static final String STEP = "step";

    private final Map<String, Tensor> tensors;
    private long steps;

    private Memory(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** Zero vectors of these names, of θ's length and type. */
    Memory(Tensor theta, String... names) {
        this(new LinkedHashMap<>());
        try (var scope = new PointerScope()) {
            for (String name : names) {
                add(name, torch.zeros_like(theta));
            }
        }
    }

    /**
     * All that several parts remember, each under its own name; the parts go on owning it.
     *
     * @throws IllegalArgumentException if two have something of the same name
     */
    static Memory joined(List<Memory> parts) {
        var all = new LinkedHashMap<String, Tensor>();
        for (var part : parts) {
            part.tensors.forEach((name, tensor) -> {
                if (all.putIfAbsent(name, tensor) != null) {
                    throw new IllegalArgumentException(
                            "two parts of an optimizer remember something named '" + name + "'");
                }
            });
        }
        return new Memory(all);
    }

    /** The same tensors under names with something before them; this goes on owning them. */
    Memory prefixed(String prefix) {
        var named = new LinkedHashMap<String, Tensor>();
        tensors.forEach((name, tensor) -> named.put(prefix + name, tensor));
        return new Memory(named);
    }

    /** Takes over a tensor of any shape and type; gives the one that stays. */
    Tensor add(String name, Tensor tensor) {
        var owned = Tensors.own(tensor);
        tensors.put(name, owned);
        return owned;
    }

    /** A number in double precision, to be read and set by {@link #number} and {@link #set}. */
    Memory withNumber(String name, double value) {
        try (var scope = new PointerScope()) {
            add(name, Tensors.of(new double[] {value}, 1));
        }
        return this;
    }

    double number(String name) {
        return Tensors.toDoubles(tensor(name))[0];
    }

    void set(String name, double value) {
        try (var scope = new PointerScope()) {
            tensor(name).copy_(Tensors.of(new double[] {value}, 1));
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

    Tensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the optimizer has no tensor '" + name + "'");
        }
        return tensor;
    }

    NamedArrays toArrays() {
        var arrays = new ArrayList<NamedArray>();
        arrays.add(NamedArray.of(STEP, Shape.of(1), new long[] {steps}));
        tensors.forEach((name, tensor) -> arrays.add(Tensors.toArray(name, tensor)));
        return NamedArrays.of(arrays);
    }

    void restore(NamedArrays arrays) {
        long stored = (long) require(arrays, STEP, 1).toDoubles()[0];
        tensors.forEach((name, tensor) -> {
            var array = require(arrays, name, tensor.numel());
            try (var scope = new PointerScope()) {
                tensor.copy_(Tensors.fromArray(array).view(tensor.sizes()));
            }
        });
        steps = stored;
    }

    /** A block of a stored state of which the number of elements is known. */
    static NamedArray require(NamedArrays arrays, String name, long elements) {
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
        if (!tensors.isEmpty()) {
            tensors.values().forEach(Tensor::close);
            tensors.clear();
        }
    }
}
