package dev.orograph.network;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import dev.orograph.format.TorchFile;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** A network's parameters and state as one file holds them. Owns both. */
public final class Weights implements AutoCloseable {
    /** A message names this many blocks of a sort and counts the rest. */
    private static final int NAMED = 6;

    private final Tensor theta;
    private final State state;

    private Weights(Tensor theta, State state) {
        this.theta = theta;
        this.state = state;
    }

    /** Parameters and state by block name, as a checkpoint holds them. */
    public NamedArrays toArrays(Layout layout) {
        var blocks = new ArrayList<>(layout.toArrays(theta).blocks());
        blocks.addAll(state.toArrays().blocks());
        return NamedArrays.of(blocks);
    }

    /** The flat vector, [layout().elements()]; closed with this. */
    public Tensor theta() {
        return theta;
    }

    /** The state; closed with this. */
    public State state() {
        return state;
    }

    /**
     * Reads a state dictionary ({@code .pt}, {@code .pth}, {@code .t7}) or a safetensors file, told apart by content.
     *
     * @throws IOException in one sentence, if the file cannot be read or its blocks are not the network's; it lists
     *     those that are missing, unexpected or of another shape
     */
    public static Weights load(Path file, Model model, Precision precision) throws IOException {
        try {
            if (!isSafetensors(file)) {
                return of(TorchFile.read(file), model, precision);
            }
            try (var open = Safetensors.open(file)) {
                return of(open.arrays(), model, precision);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a JSON header follows an 8-byte length; by the name where that does not tell. */
    private static boolean isSafetensors(Path file) throws IOException {
        boolean isNamedSo = file.toString().endsWith(".safetensors");
        if (!Files.isRegularFile(file) || Files.size(file) < 9) {
            return isNamedSo;
        }
        try (var stream = Files.newInputStream(file)) {
            var start = stream.readNBytes(9);
            boolean isZip = start[0] == 'P' && start[1] == 'K';
            return !isZip && (isNamedSo || start[8] == '{');
        }
    }

    /**
     * The parameters and state that a TorchScript module came with.
     *
     * @throws IllegalArgumentException if the network is another kind, whose weights come from elsewhere
     */
    public static Weights own(Model model, Precision precision) {
        if (!(model instanceof ScriptModel script)) {
            throw new IllegalArgumentException(
                    "network " + model.description() + " has no weights yet; name a file with --model-file, or a run");
        }
        try (var scope = new PointerScope()) {
            return new Weights(Tensors.own(script.theta(precision)), script.initialState());
        }
    }

    /**
     * Takes blocks by name, in any order and floating-point type.
     *
     * @throws IllegalArgumentException if they are not the network's; a predicate that lists those that are missing,
     *     unexpected or of another shape
     */
    public static Weights of(NamedArrays arrays, Model model, Precision precision) {
        var aliases = aliases(model);
        var blocks = withoutAliases(arrays, aliases);
        var state = model.initialState();
        try (var scope = new PointerScope()) {
            requireAll(blocks, model, state);
            state.assign(blocks);
            return new Weights(Tensors.own(model.layout().fromArrays(blocks, precision)), state);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static Map<String, String> aliases(Model model) {
        if (model instanceof ArchitectureModel architecture) {
            return architecture.program().aliases();
        }
        return model instanceof ScriptModel script ? script.aliases() : Map.of();
    }

    /** Tied blocks under their first name only; a file may hold them under each name or under any one. */
    private static NamedArrays withoutAliases(NamedArrays arrays, Map<String, String> aliases) {
        var blocks = new ArrayList<NamedArray>();
        var renamed = new ArrayList<String>();
        for (var array : arrays.blocks()) {
            var name = aliases.get(array.name());
            if (name == null) {
                blocks.add(array);
            } else if (!arrays.contains(name) && !renamed.contains(name)) {
                blocks.add(array.renamed(name));
                renamed.add(name);
            }
        }
        return NamedArrays.of(blocks, arrays.metadata());
    }

    private static void requireAll(NamedArrays arrays, Model model, State state) {
        var missing = new ArrayList<String>();
        var shapes = new ArrayList<String>();
        for (var block : model.layout().blocks()) {
            var array = arrays.find(block.name());
            if (array == null) {
                missing.add(block.name());
            } else if (!array.shape().equals(block.shape()) && !(array.shape().rank() == 0 && block.elements() == 1)) {
                shapes.add(block.name() + " is " + array.shape() + " instead of " + block.shape());
            }
        }
        for (var name : state.names()) {
            var array = arrays.find(name);
            var wanted = Tensors.shape(state.tensor(name));
            if (array == null) {
                // PyTorch before 0.4.1 did not count batches; nothing depends on the count.
                if (!name.endsWith("num_batches_tracked")) {
                    missing.add(name);
                }
            } else if (array.shape().elements() != wanted.elements()) {
                shapes.add(name + " is " + array.shape() + " instead of " + wanted);
            }
        }
        var unexpected = arrays.names().stream()
                .filter(name -> !model.layout().contains(name) && !state.names().contains(name))
                .toList();
        var problems = new ArrayList<String>();
        add(problems, "missing", missing);
        add(problems, "unexpected", unexpected);
        add(problems, "of another shape", shapes);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "does not hold the weights of " + model.description() + ": " + String.join("; ", problems));
        }
    }

    private static void add(List<String> problems, String what, List<String> names) {
        if (!names.isEmpty()) {
            var shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
            var rest = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
            problems.add(names.size() + (names.size() == 1 ? " block is " : " blocks are ") + what + " (" + shown + rest
                    + ")");
        }
    }

    @Override
    public void close() {
        theta.close();
        state.close();
    }
}
