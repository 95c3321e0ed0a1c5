package dev.orograph.curvature;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataSet;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.Safetensors;
import dev.orograph.network.Model;
import dev.orograph.network.Weights;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.Loss;
import dev.orograph.objective.Objective;
import dev.orograph.progress.Listener;
import dev.orograph.spectrum.CurvatureFigures;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.NativeErrors;
import dev.orograph.tensor.Resources;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A network, its weights and its data, loaded to learn about the curvature of its loss there. Owns what it loaded; used by
 * one thread, whose operations run on one thread each from then on.
 */
public final class CurvatureJob implements AutoCloseable {
    private final Resources resources;
    private final CurvatureRecipe recipe;
    private final DataSet data;
    private final Model model;
    private final Weights weights;
    private final Loss loss;
    private final List<Block> blocks;
    private @Nullable Weights initial;

    private CurvatureJob(
            Resources resources,
            CurvatureRecipe recipe,
            DataSet data,
            Model model,
            Weights weights,
            Loss loss,
            List<Block> blocks) {
        this.resources = resources;
        this.recipe = recipe;
        this.data = data;
        this.model = model;
        this.weights = weights;
        this.loss = loss;
        this.blocks = blocks;
    }

    /**
     * Loads everything.
     *
     * @param dataDirectory where data sets lie
     * @throws IOException if a file is missing, damaged or belongs to another network
     * @throws IllegalArgumentException if the recipe names something that does not exist
     */
    public static CurvatureJob open(CurvatureRecipe recipe, Path dataDirectory, Listener listener) throws IOException {
        Threads.useInCurrentThread(1);
        var resources = new Resources();
        boolean succeeded = false;
        try {
            var data = recipe.data().load(dataDirectory, recipe.split(), recipe.limit(), listener);
            resources.add(data, data::close);
            var loss = Loss.byName(recipe.loss());
            loss.requireTargets(data.name(), data.classes().isPresent());
            var model = recipe.model().build(data);
            resources.add(model, model::close);
            var file = recipe.weights();
            var weights = file.isEmpty()
                    ? Weights.own(model, recipe.precision())
                    : Weights.load(Path.of(file.get()), model, recipe.precision());
            resources.add(weights, weights::close);
            var blocks = blocks(recipe.blocks(), model.layout());
            var gaps = model.withoutDerivative();
            if (!gaps.isEmpty()) {
                listener.onMessage("warning: " + model.description() + " uses " + String.join(", ", gaps)
                        + ", of which the curvature sees nothing: there is no derivative, or none but 0");
            }
            succeeded = true;
            return new CurvatureJob(resources, recipe, data, model, weights, loss, blocks);
        } finally {
            if (!succeeded) {
                resources.close();
            }
        }
    }

    /** Blocks by their names, or by what their names begin with, in the order of θ. */
    private static List<Block> blocks(List<String> names, Layout layout) {
        var chosen = new ArrayList<Block>();
        for (var block : layout.blocks()) {
            if (names.stream().anyMatch(name -> isPartOf(block, name))) {
                chosen.add(block);
            }
        }
        for (var name : names) {
            if (layout.blocks().stream().noneMatch(block -> isPartOf(block, name))) {
                layout.indexOf(name); // says which names there are
            }
        }
        return List.copyOf(chosen);
    }

    private static boolean isPartOf(Block block, String name) {
        return block.name().equals(name) || block.name().startsWith(name + ".");
    }

    /**
     * The same network and data with other weights. Shares what this one loaded, so it must be closed before it.
     *
     * @throws IOException if the file is missing, damaged or belongs to another network
     */
    public CurvatureJob at(Path file) throws IOException {
        var moved = recipe.withWeights(file.toString());
        var own = new Resources();
        var there = Weights.load(file, model, recipe.precision());
        own.add(there, there::close);
        var job = new CurvatureJob(own, moved, data, model, there, loss, blocks);
        job.initial = initial;
        return job;
    }

    public CurvatureRecipe recipe() {
        return recipe;
    }

    public Model model() {
        return model;
    }

    public DataSet data() {
        return data;
    }

    /** The weights [parameters], of the recipe's type; still owned by this. */
    public Tensor theta() {
        return weights.theta();
    }

    /**
     * The loss and gradient there, as the start of a report.
     *
     * @throws IllegalArgumentException if the network cannot be differentiated
     */
    public CurvatureFigures point(OptionalInt epoch) {
        try (var scope = new PointerScope()) {
            var gradient = objective().gradient(theta());
            return CurvatureFigures.of(
                    epoch, gradient.value().loss(), gradient.vector().norm().item_double());
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            var gaps = model.withoutDerivative();
            throw new IllegalArgumentException(
                    model.description() + " cannot be differentiated: " + NativeErrors.sentence(e)
                            + (gaps.isEmpty() ? "" : "; it uses " + String.join(", ", gaps)),
                    e);
        }
    }

    /** The mean loss over the data, for values and gradients. */
    public Objective objective() {
        return Objective.of(model, weights.state(), data, loss);
    }

    /** The mean loss over the data in blocks of samples; the caller closes it. */
    public BlockedLoss function() {
        return BlockedLoss.of(model, weights.state(), data, loss);
    }

    /** The network as the measures of sharpness see it, with the weights that training began with where they are known. */
    SharpnessSubject sharpnessSubject(BlockedLoss function) {
        var subject = SharpnessSubject.of(function, theta()).withSamples(data.population());
        return initial == null ? subject : subject.withInitial(initial.theta());
    }

    /**
     * Tells with which weights the training began.
     *
     * @throws IOException if the file is missing, damaged or belongs to another network
     */
    public void beganWith(Path file) throws IOException {
        var loaded = Weights.load(file, model, recipe.precision());
        resources.add(loaded, loaded::close);
        initial = loaded;
    }

    /**
     * The operator of the recipe on all of θ; the caller closes it.
     *
     * @param threads that compute blocks of samples at once
     * @param graphBytes memory for graphs that are kept from product to product
     */
    public CurvatureOperator operator(int threads, long graphBytes) {
        try (var function = function()) {
            return CurvatureOperator.of(
                    Curvature.parse(recipe.operator(), recipe.seed()), function, theta(), threads, graphBytes);
        }
    }

    /** That operator, on the blocks that the recipe names. */
    public SymmetricOperator restricted(CurvatureOperator operator) {
        return blocks.isEmpty() ? operator : new Restriction(operator, blocks);
    }

    /** The blocks that the recipe restricts to, or all. */
    public List<Block> blocks() {
        return blocks.isEmpty() ? model.layout().blocks() : blocks;
    }

    /**
     * Writes vectors of the restricted operator as directions, to be read by a survey: blocks {@code direction.0.NAME} and
     * so on, zero where the operator does not act.
     *
     * @param vectors [count, size of the operator]
     * @throws IOException naming the file, if it could not be written
     */
    public void saveDirections(Path file, SymmetricOperator operator, Tensor vectors) throws IOException {
        var arrays = new ArrayList<NamedArray>();
        try (var scope = new PointerScope()) {
            for (int i = 0; i < vectors.size(0); i++) {
                var vector = vectors.select(0, i);
                var whole = operator instanceof Restriction part ? part.embed(vector) : vector;
                var prefix = DirectionBlocks.numbered(i);
                model.layout()
                        .toArrays(whole)
                        .blocks()
                        .forEach(block -> arrays.add(block.renamed(prefix + block.name())));
            }
        }
        Safetensors.write(file, NamedArrays.of(arrays));
    }

    @Override
    public void close() {
        resources.close();
    }
}
