package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A tree of layers written out as a list of instructions, with the place of every block in θ. Made once per network, read
 * in every forward pass and by whoever plans faster ones. Immutable.
 */
public final class Program {
    private final List<Instruction> instructions;
    private final List<Binding> bindings;
    private final Layout layout;
    private final Map<String, String> aliases;
    private final Map<String, Buffer> buffers;
    private final Shape output;

    Program(
            List<Instruction> instructions,
            List<Binding> bindings,
            Layout layout,
            Map<String, String> aliases,
            Map<String, Buffer> buffers,
            Shape output) {
        this.instructions = List.copyOf(instructions);
        this.bindings = List.copyOf(bindings);
        this.layout = layout;
        this.aliases = Map.copyOf(aliases);
        this.buffers = new LinkedHashMap<>(buffers);
        this.output = output;
    }

    /**
     * Writes out a tree of layers for samples of the given shape.
     *
     * @throws IllegalArgumentException if a layer cannot take what the one before gives; the sentence names layer and
     *     shape
     */
    public static Program of(Layer network, Shape input) {
        return new Compiler(input).compile(network);
    }

    /** In the order they run; the last one's value is the network's output. */
    public List<Instruction> instructions() {
        return instructions;
    }

    /** Uses of operations in the order they run. */
    public List<Binding> bindings() {
        return bindings;
    }

    public Layout layout() {
        return layout;
    }

    /**
     * Whether there is an {@link Attention}, of which a sample of few numbers may be much work.
     */
    public boolean hasAttention() {
        return bindings.stream().anyMatch(binding -> binding.operation() instanceof Attention);
    }

    /** Numbers of the largest tensor that one sample takes on its way through the network. */
    public long largestValue() {
        return bindings.stream()
                .mapToLong(binding -> binding.operation().largestValue(binding.input()))
                .max()
                .orElse(1);
    }

    /**
     * Whether the output for a sample in training mode depends on nothing but that sample: no batch statistics and no
     * masks drawn for a whole batch.
     */
    public boolean treatsSamplesAlone() {
        return bindings.stream()
                .map(Binding::operation)
                .noneMatch(operation -> operation instanceof BatchNorm
                        || operation instanceof Dropout
                        || operation instanceof Dropout2d
                        || (operation instanceof Attention attention && attention.dropout() > 0));
    }

    /** Names that PyTorch's state dictionary also has for tied blocks, each with the block's name in the layout. */
    public Map<String, String> aliases() {
        return aliases;
    }

    /** Shape of one sample's output. */
    public Shape output() {
        return output;
    }

    /** Names of the state in PyTorch's order. */
    public List<String> stateNames() {
        return List.copyOf(buffers.keySet());
    }

    /** A new state as a fresh network has it; the caller closes it. */
    public State initialState() {
        try (var scope = new PointerScope()) {
            var tensors = new LinkedHashMap<String, Tensor>();
            buffers.forEach((name, buffer) -> tensors.put(name, buffer.create()));
            return State.copyOf(tensors);
        }
    }
}
