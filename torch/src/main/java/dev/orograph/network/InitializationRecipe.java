package dev.orograph.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * How a network starts, as text: an initialiser for everything, then rules for blocks by name or kind, the later one
 * deciding where several fit, as in {@code xavier-uniform;kind:convolution=kaiming-normal;layers.8.weight=zeros}. Its text
 * is what the command line takes and what JSON holds.
 *
 * <p>Initialisers draw weights. Biases become 0, scales of normalisations stay 1, their shifts 0, slopes as their layer
 * has them, except under {@code default}, which draws biases as torch does, and where a rule names the very blocks
 * ({@code *.bias=uniform:low=-0.1,high=0.1}) and its initialiser needs no matrix.
 */
public final class InitializationRecipe implements Initialization {
    private final String text;
    private final List<Rule> rules;

    /** What is said of some blocks. */
    private record Rule(BlockSelector selector, BlockStart start) {}

    private InitializationRecipe(String text, List<Rule> rules) {
        this.text = text;
        this.rules = List.copyOf(rules);
    }

    /** torch's start of every layer. */
    public static InitializationRecipe defaults() {
        return parse("default");
    }

    /** The names of initialisers that {@link #parse} understands. */
    public static List<String> names() {
        return InitializerNames.names();
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException in one sentence, if a name or parameter is unknown or a value out of range
     */
    @JsonCreator
    public static InitializationRecipe parse(String text) {
        var rules = new ArrayList<Rule>();
        for (var part : text.split(";", -1)) {
            rules.add(rule(part.strip(), rules.isEmpty(), text));
        }
        return new InitializationRecipe(text.strip(), rules);
    }

    private static Rule rule(String part, boolean isFirst, String whole) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(
                    "initialiser '" + whole + "' has an empty part; put one semicolon between two rules");
        }
        int equals = part.startsWith(BlockSelector.KIND) ? part.indexOf('=') : namedBlocksEnd(part);
        if (equals < 0) {
            if (!isFirst) {
                throw new IllegalArgumentException("'" + part + "' in initialiser '" + whole
                        + "' does not say for which blocks; write NAME=" + part + " or kind:KIND=" + part);
            }
            return new Rule(BlockSelector.ALL, BlockStart.parse(part));
        }
        return new Rule(
                new BlockSelector(part.substring(0, equals).strip()), BlockStart.parse(part.substring(equals + 1)));
    }

    /** Where the name of blocks ends: at an equals sign before any colon, which would begin parameters. */
    private static int namedBlocksEnd(String part) {
        int equals = part.indexOf('=');
        int colon = part.indexOf(':');
        return colon >= 0 && colon < equals ? -1 : equals;
    }

    /** The form that {@link #parse} reads, as it was given. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Whether it scales layers by what data gives in them. */
    public boolean needsData() {
        return rules.stream().anyMatch(rule -> rule.start().scaling().isPresent());
    }

    /** Sentences that a user should read before training from such a start. */
    public List<String> warnings() {
        var warnings = new LinkedHashSet<String>();
        for (var rule : rules) {
            warnings.add(rule.start().initializer().warning());
        }
        warnings.remove("");
        return List.copyOf(warnings);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Block number i is drawn in order from the {@linkplain RandomStream stream} of (seed, i); where a decomposition
     * takes part, its rounding differs between processors.
     *
     * @throws IllegalArgumentException if a rule fits no block
     * @throws IllegalStateException if it {@link #needsData}
     */
    @Override
    public Tensor initialTheta(Program program, long seed) {
        if (needsData()) {
            throw new IllegalStateException("initialiser '" + text + "' needs data");
        }
        return drawn(program, seed);
    }

    /**
     * The same, also for a recipe that needs data.
     *
     * @param inputs of the training data, normalised, [samples, …]; borrowed, and read only if it {@link #needsData}
     * @throws IllegalArgumentException if a rule fits no block, or data gives a layer no variance to scale
     */
    public Tensor initialTheta(ArchitectureModel model, long seed, Tensor inputs) {
        try (var scope = new PointerScope()) {
            var theta = drawn(model.program(), seed);
            scale(model, theta, inputs);
            return Tensors.keep(theta);
        }
    }

    private Tensor drawn(Program program, long seed) {
        requireUse(program);
        var values = new float[Math.toIntExact(program.layout().elements())];
        for (var use : BlockUse.of(program)) {
            draw(values, use, seed);
        }
        return Tensors.of(values, values.length);
    }

    private void draw(float[] values, BlockUse use, long seed) {
        var numbers = initializer(use).draw(use.block(), RandomStream.of(seed, use.position()));
        for (int i = 0; i < numbers.length; i++) {
            values[use.offset() + i] = (float) numbers[i];
        }
    }

    private void scale(ArchitectureModel model, Tensor theta, Tensor inputs) {
        if (!needsData()) {
            return;
        }
        var layout = model.layout();
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            for (var use : BlockUse.of(model.program())) {
                var scaling = use.block().isMatrix() ? rule(use).start().scaling() : Optional.<UnitVariance>empty();
                if (scaling.isPresent()) {
                    var weight = layout.view(theta, layout.blocks().get(use.position()));
                    scaling.get().scale(model, use.binding(), theta, weight, state, inputs);
                }
            }
        }
    }

    /** The last rule for a block. */
    private Rule rule(BlockUse use) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (use.matches(rules.get(i).selector())) {
                return rules.get(i);
            }
        }
        return new Rule(BlockSelector.ALL, BlockStart.DEFAULT);
    }

    private Initializer initializer(BlockUse use) {
        var rule = rule(use);
        var initializer = rule.start().initializer();
        if (use.block().isMatrix() || initializer instanceof TorchInitializer) {
            return initializer;
        }
        if (rule.selector().namesBlocks() && !initializer.needsMatrix()) {
            return initializer;
        }
        // A bias starts at the middle of torch's interval, 0, all others at torch's constants.
        return new ConstantInitializer(use.block().parameter().center());
    }

    private void requireUse(Program program) {
        var uses = BlockUse.of(program);
        for (var rule : rules) {
            if (!rule.selector().equals(BlockSelector.ALL)
                    && uses.stream().noneMatch(use -> use.matches(rule.selector()))) {
                throw new IllegalArgumentException("initialiser '" + text + "': "
                        + rule.selector().text()
                        + " fits none of the network's blocks, which are "
                        + String.join(", ", uses.stream().map(BlockUse::name).toList()));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InitializationRecipe recipe && recipe.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
