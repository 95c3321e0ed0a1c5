package dev.orograph.network;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.NativeErrors;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A user's own network from a TorchScript file, in evaluation mode; with the statistics of batches it runs as the program
 * into which it was translated, and not at all where it could not be. Its parameters are found by name and become views of
 * θ for the length of a forward pass, so gradients of any order flow into θ. What a block does is guessed: see
 * {@link Layout}'s kinds. Belongs to one thread; others take {@link #forOtherThread}.
 *
 * <p>libtorch's interpreter watches the first calls and then compiles the network anew, which may change the last bits of
 * results: {@link #warmUp} gets that over with, once per thread and shape of input.
 */
public final class ScriptModel implements Model {
    private static final int WARM_UP_CALLS = 3;

    /** Share of the largest output by which sums in another order may differ. */
    private static final double SAME = 1e-4;

    private final Path file;
    private final JitModule module;
    private final ScriptSlots slots;
    private final List<Integer> blocks;
    private final Layout layout;
    private @Nullable ScriptTranslation translation;
    private @Nullable ProgramRunner runner;
    private boolean mayChangeInput = true;
    private boolean hasRun;

    private ScriptModel(Path file, JitModule module) {
        this.file = file;
        this.module = module;
        this.slots = ScriptSlots.of(module);
        var builder = Layout.builder();
        var known = new HashMap<ScriptSlots.Place, Integer>();
        var positions = new ArrayList<Integer>();
        for (var slot : slots.parameters()) {
            // Tied parameters are one tensor in several slots.
            var place = ScriptSlots.Place.of(slot.original());
            var tied = slot.original().numel() == 0 ? null : known.putIfAbsent(place, known.size());
            if (tied == null) {
                builder.add(
                        slot.name(),
                        slots.kind(slot),
                        Tensors.shape(slot.original()).sizes());
            }
            positions.add(tied == null ? known.size() - 1 : tied);
        }
        this.blocks = List.copyOf(positions);
        this.layout = builder.build();
    }

    /**
     * Loads a TorchScript file.
     *
     * @throws IOException if it is missing, damaged or something else; the sentence says what to do
     */
    public static ScriptModel load(Path file) throws IOException {
        ScriptFiles.require(file);
        try (var scope = new PointerScope()) {
            var module = torch.load(file.toString());
            module.eval();
            module.retainReference();
            var model = new ScriptModel(file, module);
            model.requireUsable();
            return model;
        } catch (RuntimeException e) {
            throw new IOException(file + " cannot be loaded as TorchScript: " + NativeErrors.sentence(e), e);
        }
    }

    private void requireUsable() throws IOException {
        // The module itself counts as the first input.
        long inputs = module.get_method("forward").num_inputs() - 1;
        if (inputs != 1) {
            close();
            throw new IOException(file + " takes " + inputs
                    + " inputs where one is needed; wrap the model in one that takes a single tensor and export that");
        }
        if (layout.elements() == 0) {
            close();
            throw new IOException(file + " has no parameters; export it without torch.jit.freeze");
        }
    }

    @Override
    public String description() {
        return "script:" + file;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    /** The parameters in the file as a new flat vector; belongs to the current scope. */
    public Tensor theta(Precision precision) {
        try (var scope = new PointerScope()) {
            var pieces = new TensorVector();
            int next = 0;
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i) == next) {
                    var original = slots.parameters().get(i).original();
                    pieces.push_back(original.to(precision.scalarType()).reshape(-1));
                    next++;
                }
            }
            return Tensors.keep(torch.cat(pieces, 0));
        }
    }

    /**
     * The network as a program of layers, if it is made of operators that the translation knows and gives what the network
     * itself gives; found out once.
     *
     * @param samples a few of those it will be used for, float32 [batch, …]
     */
    public ScriptTranslation translation(Tensor samples) {
        var known = translation;
        if (known == null) {
            known = ScriptTranslation.of(this, samples);
            take(known);
        }
        return known;
    }

    private void take(ScriptTranslation made) {
        translation = made;
        runner = made.program().map(ProgramRunner::new).orElse(null);
    }

    /**
     * The layers, which can do what the module itself cannot: normalise by batches without dropping anything.
     *
     * @throws IllegalArgumentException if there are none
     */
    private ProgramRunner layers() {
        if (runner == null) {
            throw new IllegalArgumentException(description() + " cannot be run with the statistics of its batches, "
                    + (translation == null
                            ? "because it has not been translated"
                            : "not translated: " + translation.reason()));
        }
        return runner;
    }

    /** What the forward method does. */
    ScriptBlock graph() {
        return ScriptGraph.of(module);
    }

    /** What the network or one of its modules has under a dotted path. */
    ScriptValue member(String path) {
        var slot = slots.parameter(path);
        if (slot >= 0) {
            int position = blocks.get(slot);
            var block = layout.blocks().get(position);
            return new ScriptValue.Parameter(position, block.name(), false, block.shape());
        }
        return slots.member(path);
    }

    /** Further names of tied blocks, each with the block's name in the layout. */
    Map<String, String> aliases() {
        var aliases = new HashMap<String, String>();
        for (int i = 0; i < blocks.size(); i++) {
            var name = slots.parameters().get(i).name();
            var block = layout.blocks().get(blocks.get(i)).name();
            if (!name.equals(block)) {
                aliases.put(name, block);
            }
        }
        return aliases;
    }

    @Override
    public State initialState() {
        var tensors = new LinkedHashMap<String, Tensor>();
        slots.buffers().forEach(slot -> tensors.put(slot.name(), slot.original()));
        return State.copyOf(tensors);
    }

    /**
     * {@inheritDoc}
     *
     * <p>With the statistics of batches any number of threads may run it.
     *
     * @throws IllegalArgumentException if the network cannot process the input, gives something else than a tensor, or
     *     should use the statistics of batches and could not be translated
     */
    @Override
    public Tensor forward(Tensor theta, State state, Tensor input, Mode mode) {
        if (mode.usesBatchStatistics()) {
            return layers().forward(theta, state, input, mode);
        }
        try (var scope = new PointerScope();
                var bound = bind(theta, state, mode, false)) {
            return Tensors.keep(bound.forward(input));
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException by the result, if the network cannot process an input, or gives something else
     *     than a tensor
     */
    @Override
    public BoundModel bind(Tensor theta, State state, Mode mode, boolean isChannelsLast) {
        if (mode.usesBatchStatistics()) {
            var program = layers();
            return input -> program.forward(theta, state, input, mode);
        }
        boolean isDone = false;
        try (var scope = new PointerScope()) {
            var views = layout.split(theta);
            for (int i = 0; i < blocks.size(); i++) {
                var view = views.get(blocks.get(i));
                slots.parameters().get(i).set(isChannelsLast && view.dim() == 4 ? channelsLast(view) : view);
            }
            for (var slot : slots.buffers()) {
                slot.set(typed(state.tensor(slot.name()), theta.scalar_type()));
            }
            isDone = true;
            return new Bound();
        } finally {
            if (!isDone) {
                restore();
            }
        }
    }

    private static Tensor channelsLast(Tensor tensor) {
        return tensor.contiguous(MemoryFormat.ChannelsLast);
    }

    /** Statistics in float64 for a network in float64; otherwise as they are. */
    private static Tensor typed(Tensor statistic, ScalarType type) {
        return type.value == ScalarType.Double.value && statistic.is_floating_point() ? statistic.to(type) : statistic;
    }

    /** This network with θ in its slots. */
    private final class Bound implements BoundModel {
        @Override
        public Tensor forward(Tensor input) {
            try (var scope = new PointerScope()) {
                return Tensors.keep(run(input));
            }
        }

        @Override
        public void close() {
            restore();
        }
    }

    /** Whether it changes its input is learnt in the first run, on a copy; from then on it gets copies only if it does. */
    private Tensor run(Tensor input) {
        var given = mayChangeInput ? input.clone() : input;
        boolean isCounted = !given.is_inference();
        long before = isCounted ? given._version() : 0;
        var output = output(given);
        if (!hasRun && isCounted) {
            mayChangeInput = given._version() != before;
            hasRun = true;
        }
        return output;
    }

    private Tensor output(Tensor input) {
        try {
            var output = module.forward(new IValueVector(new IValue(input)));
            if (!output.isTensor()) {
                throw new IllegalArgumentException(
                        description() + " gives something else than one tensor; wrap it so that it gives its logits");
            }
            return output.toTensor();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    description() + " cannot process an input of shape " + Tensors.shape(input) + ": "
                            + NativeErrors.sentence(e),
                    e);
        }
    }

    private void restore() {
        try (var scope = new PointerScope()) {
            slots.restore();
        }
    }

    /** {@inheritDoc} A network that arranges values by their place in memory may fail, or be wrong, with another order. */
    @Override
    public boolean runsChannelsLast(Tensor samples) {
        boolean hasImages = samples.dim() == 4
                && layout.blocks().stream().anyMatch(block -> block.shape().rank() == 4);
        if (!hasImages) {
            return false;
        }
        try (var scope = new PointerScope();
                var guard = new NoGradGuard();
                var state = initialState()) {
            var input = samples.to(ScalarType.Float);
            var theta = theta(Precision.FLOAT32);
            var expected = forward(theta, state, input, Mode.EVALUATION);
            try (var bound = bind(theta, state, Mode.EVALUATION, true)) {
                var given = bound.forward(channelsLast(input));
                double scale = expected.abs().max().item_double();
                return torch.allclose(given, expected, 0, SAME * scale, true);
            }
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@inheritDoc} Runs it a few times with the file's own parameters. */
    @Override
    public void warmUp(Tensor input) {
        try (var scope = new PointerScope();
                var state = initialState()) {
            var theta = theta(Precision.FLOAT32);
            if (input.is_floating_point()) {
                theta = theta.to(input.scalar_type());
            }
            for (int i = 0; i < WARM_UP_CALLS; i++) {
                forward(theta, state, input, Mode.EVALUATION);
            }
        }
    }

    @Override
    public List<String> chance() {
        return ScriptChance.of(module);
    }

    @Override
    public List<String> withoutDerivative() {
        return ScriptGaps.of(module);
    }

    @Override
    public Model forOtherThread() {
        try (var scope = new PointerScope()) {
            var copy = module.deepcopy();
            copy.retainReference();
            var other = new ScriptModel(file, copy);
            if (translation != null) {
                other.take(translation);
            }
            return other;
        }
    }

    @Override
    public void close() {
        slots.close();
        module.close();
    }
}
