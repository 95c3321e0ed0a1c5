package dev.orograph.landscape;

import dev.orograph.data.DataSet;
import dev.orograph.data.Split;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.network.Model;
import dev.orograph.network.Weights;
import dev.orograph.objective.Loss;
import dev.orograph.objective.Objective;
import dev.orograph.objective.Value;
import dev.orograph.progress.Listener;
import dev.orograph.provenance.Digest;
import dev.orograph.provenance.Machine;
import dev.orograph.provenance.OrographVersion;
import dev.orograph.provenance.Provenance;
import dev.orograph.run.Journal;
import dev.orograph.tensor.OneDnn;
import dev.orograph.tensor.Pieces;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.ResidentMemory;
import dev.orograph.tensor.Resources;
import dev.orograph.tensor.SingleThread;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A survey recipe with everything it names loaded: ready to be estimated, or measured with a journal. Owns what it
 * loaded; used by one thread.
 */
public final class SurveyJob implements AutoCloseable {
    private static final String PLANE_DIGEST = "plane.";
    private static final String BLOCKS = " samples per block, orograph ";

    /** Java's memory for the values of a cell, in copies for the journal, the surface and its file. */
    private static final long BYTES_PER_CELL = 200;

    private final Resources resources;
    private final SurveyRecipe recipe;
    private final List<DataSet> data;
    private final Model model;
    private final Weights weights;
    private final SurveySubject subject;
    private final Plane plane;
    private final Grid grid;
    private List<OwnLoss> ownLosses = List.of();

    private SurveyJob(
            Resources resources,
            SurveyRecipe recipe,
            List<DataSet> data,
            Weights weights,
            SurveySubject subject,
            Plane plane) {
        this.resources = resources;
        this.recipe = recipe;
        this.data = data;
        this.model = subject.model();
        this.weights = weights;
        this.subject = subject;
        this.plane = plane;
        this.grid = plane.facts().named(recipe.axes());
    }

    private static SurveySubject subject(SurveyRecipe recipe, List<DataSet> data, Model model, Statistics statistics) {
        var sets = new ArrayList<SampleSet>();
        for (int i = 0; i < data.size(); i++) {
            sets.add(new SampleSet(
                    recipe.splits().get(i).toString(),
                    data.get(i).inputs(),
                    data.get(i).targets(),
                    data.get(i).population()));
        }
        return new SurveySubject(
                model, statistics, Loss.byName(recipe.loss()), sets, recipe.precision(), recipe.sampling());
    }

    /**
     * Loads everything, and chooses the ranges that the recipe leaves open. Runs in the calling thread, whose number of
     * threads per operation it sets to 1.
     *
     * @param dataDirectory where data sets lie
     * @throws IOException if a file is missing, damaged or belongs to another network
     * @throws IllegalArgumentException if the recipe names something that does not exist
     */
    public static SurveyJob open(SurveyRecipe recipe, Path dataDirectory, Listener listener) throws IOException {
        requireRoom(recipe.cells());
        // As the workers do, so that what is computed once for all cells does not depend on the machine's threads.
        Threads.useInCurrentThread(1);
        var resources = new Resources();
        boolean succeeded = false;
        try {
            var data = new ArrayList<DataSet>();
            var digests = new LinkedHashMap<String, String>();
            for (Split split : recipe.splits()) {
                var set = load(recipe, dataDirectory, split, listener);
                resources.add(set, set::close);
                data.add(set);
                digests.put("data." + split, set.digest());
            }
            var first = data.get(0);
            Loss.byName(recipe.loss())
                    .requireTargets(first.name(), first.classes().isPresent());
            var model = recipe.model().build(first);
            resources.add(model, model::close);
            var precision = planePrecision(recipe.precision());
            var weights = weights(recipe, model, precision);
            resources.add(weights, weights::close);
            var centre = centre(recipe, model, weights, data, listener);
            var plane = recipe.plane().through(centre);
            resources.add(plane, plane::close);
            digests.putAll(digests(recipe));
            warnOfSpecialNumbers(weights.theta(), plane, listener);
            var statistics = new StatisticsSource(centre, weights.state(), resources)
                    .of(recipe, plane, first.inputs(), dataDirectory, digests, listener);
            var subject = subject(recipe, data, model, statistics);
            subject.notTranslated()
                    .ifPresent(reason -> listener.onMessage(
                            model.description() + " is measured by its own forward pass, which is slower; " + reason));
            var complete =
                    withRanges(recipe.withDigests(digests), subject, plane, weights.theta(), chance(first), listener);
            succeeded = true;
            return new SurveyJob(resources, complete, data, weights, subject, plane);
        } finally {
            if (!succeeded) {
                resources.close();
            }
        }
    }

    /**
     * The same network and data along other directions, over the same ranges. Shares what this one loaded, so it must be
     * closed before it.
     *
     * @throws IOException if a file cannot be read or belongs to another network
     */
    public SurveyJob along(PlaneRecipe other, Listener listener) throws IOException {
        var turned = recipe.withPlane(other);
        var digests = new LinkedHashMap<>(recipe.digests());
        digests.keySet().removeIf(name -> name.startsWith(PLANE_DIGEST));
        digests.putAll(digests(turned));
        var own = new Resources();
        boolean succeeded = false;
        try {
            var centre = centre(recipe, model, weights, data, listener);
            var through = other.through(centre);
            own.add(through, through::close);
            var statistics = subject.statistics() instanceof Statistics.Interpolated
                    ? new StatisticsSource(centre, weights.state(), own).interpolated(turned, through, listener)
                    : subject.statistics();
            var there = new SurveySubject(
                    model, statistics, subject.loss(), subject.sets(), subject.precision(), subject.sampling());
            var job = new SurveyJob(own, turned.withDigests(digests), data, weights, there, through);
            job.ownLosses = ownLosses;
            succeeded = true;
            return job;
        } finally {
            if (!succeeded) {
                own.close();
            }
        }
    }

    private static DataSet load(SurveyRecipe recipe, Path dataDirectory, Split split, Listener listener)
            throws IOException {
        var sampling = recipe.sampling();
        if (!sampling.takesPrefixes()) {
            return recipe.data().load(dataDirectory, split, recipe.limit(), listener);
        }
        try (var all = recipe.data().load(dataDirectory, split, OptionalInt.empty(), listener)) {
            return all.shuffled(sampling.seed(), recipe.limit().orElse(all.size()));
        }
    }

    private static SurveyRecipe withRanges(
            SurveyRecipe recipe, SurveySubject subject, Plane plane, Tensor theta, double chance, Listener listener) {
        if (recipe.grid().stream().noneMatch(AutoRange::asks)) {
            return recipe;
        }
        listener.onMessage("looking for the range in which the loss rises");
        try (var plan = EvaluationPlans.choose(subject, plane, EvaluationPlans.defaultBlockSamples(subject))) {
            var ranges = AutoRange.resolve(
                    recipe, plan, plane, theta, subject.model().layout(), chance);
            listener.onMessage("ranges: " + String.join(", ", ranges));
            return recipe.withGrid(ranges);
        }
    }

    /** The cross-entropy of guessing; 0 for regression. */
    private static double chance(DataSet data) {
        var classes = data.classes();
        return classes.isPresent() ? Math.log(classes.getAsInt()) : 0;
    }

    private static void requireRoom(long cells) {
        long most = Runtime.getRuntime().maxMemory() / BYTES_PER_CELL;
        if (cells > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a grid of %,d cells does not fit into Java's memory, which holds about %,d; take fewer points",
                    cells,
                    most));
        }
    }

    private static void warnOfSpecialNumbers(Tensor theta, Plane plane, Listener listener) {
        if (!isFinite(theta)) {
            listener.onMessage(
                    "warning: there are NaN or infinite numbers among the weights; losses will not be finite");
        } else if (!plane.directions().stream().allMatch(SurveyJob::isFinite)) {
            listener.onMessage("warning: there are NaN or infinite numbers in a direction; losses will not be finite");
        }
    }

    private static boolean isFinite(Tensor tensor) {
        return Pieces.all(tensor, piece -> torch.isfinite(piece).all().item_bool());
    }

    private static Weights weights(SurveyRecipe recipe, Model model, Precision precision) throws IOException {
        var file = recipe.weights();
        return file.isEmpty() ? Weights.own(model, precision) : Weights.load(Path.of(file.get()), model, precision);
    }

    /** What directions are made from; those that need data take the first set of samples. */
    private static Centre centre(
            SurveyRecipe recipe, Model model, Weights weights, List<DataSet> data, Listener listener) {
        var loss = Loss.byName(recipe.loss());
        return Centre.of(weights.theta(), model, planePrecision(recipe.precision()))
                .withSlope(slope(recipe, model, weights, data))
                .withEigenvectors(new CentreHessian(model, weights.state(), data.get(0), loss, listener));
    }

    /** The gradient over the first set of samples. */
    private static Centre.Slope slope(SurveyRecipe recipe, Model model, Weights weights, List<DataSet> data) {
        return theta -> Objective.of(model, weights.state(), data.get(0), Loss.byName(recipe.loss()))
                .gradient(theta)
                .vector();
    }

    /** Digests of the files that decide the plane, so that a survey never goes on with others. */
    private static Map<String, String> digests(SurveyRecipe recipe) throws IOException {
        var digests = new LinkedHashMap<String, String>();
        if (recipe.weights().isPresent()) {
            digests.put("weights", Digest.of(Path.of(recipe.weights().get())));
        }
        if (recipe.model().isScript()) {
            digests.put("model", Digest.of(recipe.model().scriptFile()));
        }
        for (var source : recipe.plane().sources()) {
            digests.put(PLANE_DIGEST + source, Digest.of(Path.of(source)));
        }
        return digests;
    }

    /** bfloat16 rounds parameters formed in float32. */
    private static Precision planePrecision(Precision precision) {
        return precision == Precision.BFLOAT16 ? Precision.FLOAT32 : precision;
    }

    /** The recipe with the digests of what was loaded. */
    public SurveyRecipe recipe() {
        return recipe;
    }

    public Grid grid() {
        return grid;
    }

    public Plane plane() {
        return plane;
    }

    /** What is surveyed. */
    SurveySubject subject() {
        return subject;
    }

    /** Element type in which parameters are combined. */
    Precision precision() {
        return planePrecision(recipe.precision());
    }

    /**
     * Writes the plane's directions, to be read again as directions of a file: safetensors where the name ends so, which
     * holds any number of them, otherwise HDF5 as the loss-landscape scripts read it. Where batch-norm statistics move along,
     * they are directions of states.
     *
     * @throws IllegalArgumentException if HDF5 cannot hold so many directions
     * @throws IOException naming the file, if it could not be written
     */
    public void saveDirections(Path file) throws IOException {
        DirectionFile.write(
                file,
                plane,
                model.layout(),
                subject.statistics() instanceof Statistics.Interpolated moved ? moved.arrays() : List.of());
    }

    public Model model() {
        return model;
    }

    /** Number of classes; empty for regression. */
    public Optional<Integer> classes() {
        var classes = data.get(0).classes();
        return classes.isPresent() ? Optional.of(classes.getAsInt()) : Optional.empty();
    }

    /**
     * The network's own loss and accuracy at the centre, on its first set of samples; empty if the listener stopped it.
     * What it found is used again by {@link #measure}.
     */
    public Optional<Value> centre(Listener listener) {
        if (ownLosses.isEmpty()) {
            ownLosses = SingleThread.run(() -> CentreCheck.ownLosses(subject, plane), listener)
                    .orElse(List.of());
        }
        return ownLosses.stream().findFirst().map(OwnLoss::value);
    }

    /** Names of what is measured at each cell. */
    public List<String> quantities() {
        var quantities = new ArrayList<>(subject.quantities());
        recipe.measure().ifPresent(measure -> quantities.addAll(measure.quantities()));
        return List.copyOf(quantities);
    }

    /** Block size for a new survey; one that goes on keeps the size it began with. */
    public int defaultBlockSamples() {
        return EvaluationPlans.defaultBlockSamples(subject);
    }

    /** The way in which cells are measured with that block size; the caller closes it. */
    public EvaluationPlan plan(int blockSamples) {
        var losses = EvaluationPlans.choose(subject, plane, blockSamples);
        var measure = recipe.measure();
        return measure.isEmpty() ? losses : measure.get().beside(losses, subject, plane, blockSamples);
    }

    /**
     * What a survey would take.
     *
     * @param cells number of cells
     * @param secondsPerCell time per cell with all workers together
     * @param memoryBytes largest resident memory so far, data and directions included
     */
    public record Cost(int cells, double secondsPerCell, long memoryBytes) {
        public double seconds() {
            return cells * secondsPerCell;
        }
    }

    /** Measures a tile of cells for each worker, after a first one to warm up. */
    public Cost estimate(int blockSamples, int threads) throws IOException {
        try (var plan = plan(blockSamples)) {
            var trial = trial(plan, threads);
            Survey.run(plan, trial, Map.of(), CellStore.NONE, threads, Listener.NONE);
            long start = System.nanoTime();
            Survey.run(plan, trial, Map.of(), CellStore.NONE, threads, Listener.NONE);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Cost(grid.cells(), seconds / trial.cells(), ResidentMemory.peak());
        }
    }

    /** A tile along x for each worker. */
    private Grid trial(EvaluationPlan plan, int threads) {
        int tile = grid.dimensions() == 1 ? plan.tileCells() * threads : plan.tileCells();
        var axes = new ArrayList<Axis>();
        for (int axis = 0; axis < grid.dimensions(); axis++) {
            var whole = grid.axis(axis);
            int count = axis == 0 ? Math.min(whole.count(), tile) : axis == 1 ? threads : 2;
            axes.add(new Axis(whole.name(), whole.min(), whole.max(), Math.max(2, count)));
        }
        return new Grid(axes);
    }

    /** What identifies the survey, as JSON: two jobs with equal texts measure equal surfaces. */
    public String identity() {
        var anywhere = new SurveyRecipe(
                recipe.model(),
                Optional.empty(),
                recipe.data(),
                recipe.splits(),
                recipe.limit(),
                recipe.sampling(),
                recipe.plane(),
                recipe.batchNorm(),
                recipe.grid(),
                recipe.loss(),
                recipe.precision(),
                recipe.digests(),
                recipe.measure());
        return JsonMapper.shared().writeValueAsString(anywhere);
    }

    /** Whether a surface is what this would measure, as far as its provenance tells. */
    public boolean measures(Surface surface) {
        var made = surface.provenance().entries().get("recipe");
        if (made == null) {
            return false;
        }
        var tree = JsonMapper.shared().readTree(made);
        if (tree instanceof ObjectNode fields) {
            fields.putNull("weights");
        }
        return tree.equals(JsonMapper.shared().readTree(identity()));
    }

    /**
     * How cells are measured, for the journal: cells measured by another version, or where libtorch offers other
     * operations, may differ in their last bits and must not stand in one surface.
     */
    public String planText(int blockSamples) {
        return blockSamples + BLOCKS + OrographVersion.current() + ", "
                + (OneDnn.computes(subject.precision()) ? "packed" : "plain") + " convolutions"
                + (subject.program().isPresent() ? "" : ", the network's own forward pass");
    }

    private int blockSamples(String planText) throws IOException {
        int end = planText.indexOf(BLOCKS);
        int blockSamples = end < 0 ? defaultBlockSamples() : Integer.parseInt(planText.substring(0, end));
        if (!planText.equals(planText(blockSamples))) {
            throw new IOException("the survey was begun with '" + planText + "' and cannot go on with '"
                    + planText(blockSamples) + "'; choose another --name to measure it anew");
        }
        return blockSamples;
    }

    /**
     * Measures, going on with what the journal knows.
     *
     * @param journal opened for {@link #identity} and {@link #planText} with as many values per cell as there are
     *     {@link #quantities}
     * @param threads number of workers
     * @throws IOException if the journal cannot be written, or was begun with another way to measure cells
     */
    public Landscape measure(Journal journal, int threads, Listener listener) throws IOException {
        return measure(journal, Optional.empty(), threads, listener);
    }

    /**
     * Measures all cells, or as many as needed, going on with what the journal knows. A survey may go on adaptively
     * with what was measured otherwise, and the other way round.
     *
     * @param journal opened for {@link #identity} and {@link #planText} with as many values per cell as there are
     *     {@link #quantities}
     * @param adaptive if only as many cells are wanted as it needs
     * @param threads number of workers
     * @throws IOException if the journal cannot be written, or was begun with another way to measure cells
     */
    public Landscape measure(Journal journal, Optional<Adaptive> adaptive, int threads, Listener listener)
            throws IOException {
        var known = new HashMap<Integer, double[]>();
        var finished = journal.finished();
        for (int i = 0; i < finished.size(); i++) {
            known.put(Math.toIntExact(finished.cell(i)), finished.values(i));
        }
        if (journal.damaged() > 0) {
            listener.onMessage(journal.damaged() + " damaged records of the journal are measured again");
        }
        return map(blockSamples(journal.plan()), adaptive, known, journal::append, threads, listener);
    }

    /**
     * Measures without keeping anything on the way.
     *
     * @param threads number of workers
     */
    public Landscape measure(int threads, Listener listener) throws IOException {
        return map(defaultBlockSamples(), Optional.empty(), Map.of(), CellStore.NONE, threads, listener);
    }

    /**
     * Measures as many cells as needed, without keeping anything on the way.
     *
     * @param threads number of workers
     */
    public Landscape measure(Adaptive adaptive, int threads, Listener listener) throws IOException {
        return map(defaultBlockSamples(), Optional.of(adaptive), Map.of(), CellStore.NONE, threads, listener);
    }

    private Landscape map(
            int blockSamples,
            Optional<Adaptive> adaptive,
            Map<Integer, double[]> known,
            CellStore store,
            int threads,
            Listener listener)
            throws IOException {
        try (var plan = plan(blockSamples)) {
            return Landscape.map(
                    subject,
                    plane,
                    plan,
                    grid,
                    adaptive,
                    known,
                    store,
                    threads,
                    listener,
                    provenance(threads),
                    ownLosses);
        }
    }

    private Provenance provenance(int threads) {
        return Machine.current()
                .provenance()
                .with("threads", threads)
                .with("precision", recipe.precision())
                .with("recipe", JsonMapper.shared().writeValueAsString(recipe));
    }

    @Override
    public void close() {
        resources.close();
    }
}
