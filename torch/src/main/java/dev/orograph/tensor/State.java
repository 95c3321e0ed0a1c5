package dev.orograph.tensor;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * What a network carries beside its parameters: the running statistics of batch normalisation and their integer
 * counters, each in its own type. Owns its tensors. Training updates them in place, so one state belongs to one thread
 * unless nobody changes it.
 */
public final class State implements AutoCloseable {
    private final Map<String, Tensor> tensors;

    private State(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** A state with copies of the given tensors. */
    public static State copyOf(Map<String, Tensor> tensors) {
        var owned = new LinkedHashMap<String, Tensor>();
        try (var scope = new PointerScope()) {
            tensors.forEach((name, tensor) ->
                    owned.put(name, Tensors.own(tensor.detach().clone())));
        }
        return new State(owned);
    }

    /** A state with copies of the given blocks. */
    public static State fromArrays(List<NamedArray> arrays) {
        var owned = new LinkedHashMap<String, Tensor>();
        try (var scope = new PointerScope()) {
            for (var array : arrays) {
                owned.put(array.name(), Tensors.own(Tensors.fromArray(array)));
            }
        }
        return new State(owned);
    }

    /** The state of a network that has none. */
    public static State empty() {
        return new State(Map.of());
    }

    /** Names in the order of the corresponding PyTorch model's {@code named_buffers()}. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    public boolean isEmpty() {
        return tensors.isEmpty();
    }

    /**
     * The tensor of that name, still owned by this state.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "the network has no state block '" + name + "'; it has " + String.join(", ", tensors.keySet()));
        }
        return tensor;
    }

    /** An independent copy. */
    public State copy() {
        return copyOf(tensors);
    }

    /** Copies everything out. */
    public NamedArrays toArrays() {
        var arrays = new ArrayList<NamedArray>();
        tensors.forEach((name, tensor) -> arrays.add(Tensors.toArray(name, tensor)));
        return NamedArrays.of(arrays);
    }

    /** One sentence per block that {@code arrays} lacks or has in another shape; none if all fit. */
    public List<String> mismatches(NamedArrays arrays) {
        var problems = new ArrayList<String>();
        tensors.forEach((name, tensor) -> {
            var array = arrays.find(name);
            if (array == null) {
                problems.add("state block " + name + " is missing");
            } else if (array.shape().elements() != tensor.numel()) {
                problems.add("state block " + name + " has shape " + array.shape() + " where the network needs "
                        + Tensors.shape(tensor));
            }
        });
        return problems;
    }

    /** Overwrites the values of the blocks that {@code arrays} has, keeping this state's types and shapes. */
    public void assign(NamedArrays arrays) {
        tensors.forEach((name, tensor) -> {
            var array = arrays.find(name);
            if (array != null) {
                try (var scope = new PointerScope()) {
                    tensor.copy_(
                            Tensors.fromArray(array).view(Tensors.shape(tensor).sizes()));
                }
            }
        });
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
