package dev.orograph.bench;

import dev.orograph.curvature.Curvature;
import dev.orograph.curvature.CurvatureOperator;
import dev.orograph.curvature.Eigenpairs;
import dev.orograph.curvature.Hutchinson;
import dev.orograph.curvature.Lanczos;
import dev.orograph.curvature.SpectralQuadrature;
import dev.orograph.curvature.SymmetricOperator;
import dev.orograph.curvature.TraceEstimate;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.DataSet;
import dev.orograph.data.Split;
import dev.orograph.network.Model;
import dev.orograph.network.ModelRecipe;
import dev.orograph.network.Weights;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.Loss;
import dev.orograph.progress.Listener;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Quadrature;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.ResidentMemory;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;

/** Analyses of the Hessian of one network's mean loss over the first test images of a data set. Every analysis makes its graphs anew. */
final class CurvatureBenchmark implements AutoCloseable {
    private static final long SEED = 1;
    private static final int DENSITY_STEPS = 100;

    private final DataSet data;
    private final Model model;
    private final Weights weights;
    private final Subject subject;

    private CurvatureBenchmark(DataSet data, Model model, Weights weights, Subject subject) {
        this.data = data;
        this.model = model;
        this.weights = weights;
        this.subject = subject;
    }

    /**
     * What is analysed.
     *
     * @param model a built-in architecture
     * @param options of the architecture
     * @param weights file of θ
     * @param data name of the data set
     * @param normalisation as the command line has it
     * @param padding pixels of zero on each side
     * @param samples the first so many test images
     * @param block samples per block at most, 0 for the default
     */
    record Subject(
            String model,
            Map<String, String> options,
            String weights,
            String data,
            String normalisation,
            int padding,
            int samples,
            int block) {}

    /**
     * The network at hand.
     *
     * @param parameters of the network
     * @param blocks into which samples are divided
     */
    record Ready(long parameters, int blocks) {}

    /**
     * What an analysis took.
     *
     * @param seconds from start to end
     * @param products how many
     * @param productSeconds of the products alone; the first makes the graphs
     */
    record Spent(double seconds, int products, double productSeconds) {
        private static Spent of(long start, Metered hessian) {
            double seconds = (System.nanoTime() - start) / 1e9;
            var each = hessian.seconds();
            return new Spent(
                    seconds,
                    each.size(),
                    each.stream().mapToDouble(Double::doubleValue).sum());
        }
    }

    /**
     * Eigenvalues of largest magnitude.
     *
     * @param residuals ‖Hv − λv‖, computed after the clock was stopped
     * @param claimed the residuals that the search itself gives
     */
    record Top(Spent spent, List<Double> values, List<Double> residuals, List<Double> claimed) {}

    /** A trace with its standard error. */
    record Trace(Spent spent, double value, double standardError) {}

    /** A density as nodes and weights. */
    record Density(Spent spent, Quadrature quadrature) {}

    /**
     * Products one by one.
     *
     * @param seconds of each, the first of which makes the graphs
     * @param residentBytes of the process before the first
     * @param peakBytes largest so far, after the last
     */
    record Products(List<Double> seconds, long residentBytes, long peakBytes) {}

    static CurvatureBenchmark open(Path directory, Subject subject) throws IOException {
        Threads.useInCurrentThread(1);
        var recipe = new DataRecipe(subject.data, subject.normalisation, subject.padding, 0, 0);
        var data = recipe.load(directory, Split.TEST, OptionalInt.of(subject.samples), Listener.NONE);
        var model = new ModelRecipe(subject.model, subject.options).build(data.inputShape(), 10);
        var weights = Weights.load(Path.of(subject.weights), model, Precision.FLOAT32);
        return new CurvatureBenchmark(data, model, weights, subject);
    }

    Ready ready() {
        try (var loss = loss()) {
            return new Ready(loss.size(), loss.terms());
        }
    }

    private BlockedLoss loss() {
        var loss = Loss.byName("cross-entropy");
        return subject.block == 0
                ? BlockedLoss.of(model, weights.state(), data, loss)
                : BlockedLoss.of(model, weights.state(), data.inputs(), data.targets(), loss, subject.block);
    }

    private CurvatureOperator hessian(int threads) {
        try (var loss = loss()) {
            return CurvatureOperator.of(new Curvature.Hessian(), loss, weights.theta(), threads, Long.MAX_VALUE);
        }
    }

    Top top(int threads, int count) {
        long start = System.nanoTime();
        try (var hessian = hessian(threads)) {
            var metered = new Metered(hessian);
            try (var pairs = Lanczos.top(count).withSeed(SEED).solve(metered, Listener.NONE)) {
                return new Top(
                        Spent.of(start, metered),
                        pairs.values().stream().map(Eigenvalue::value).toList(),
                        residuals(pairs, hessian),
                        pairs.values().stream().map(Eigenvalue::residual).toList());
            }
        }
    }

    Trace trace(int threads, int vectors) {
        long start = System.nanoTime();
        try (var hessian = hessian(threads)) {
            var metered = new Metered(hessian);
            var trace = estimate(metered, vectors).trace();
            return new Trace(Spent.of(start, metered), trace.value(), trace.standardError());
        }
    }

    private static TraceEstimate estimate(Metered hessian, int vectors) {
        return Hutchinson.of(Math.max(2, vectors), SEED)
                .estimate(hessian, List.of(), Listener.NONE)
                .orElseThrow();
    }

    Density density(int threads) {
        long start = System.nanoTime();
        try (var hessian = hessian(threads)) {
            var metered = new Metered(hessian);
            var density = new SpectralQuadrature(1, DENSITY_STEPS, SEED)
                    .estimate(metered, Listener.NONE)
                    .orElseThrow();
            var run = density.runs().get(0);
            return new Density(Spent.of(start, metered), run);
        }
    }

    Products products(int threads, int count) throws IOException {
        long before = ResidentMemory.now();
        try (var hessian = hessian(threads)) {
            var metered = new Metered(hessian);
            estimate(metered, count);
            return new Products(metered.seconds(), before, ResidentMemory.peak());
        }
    }

    @Override
    public void close() {
        weights.close();
        model.close();
        data.close();
    }

    /** The length ‖Hv − λv‖ of each pair, by a product each: what the search's own residuals should say. */
    private static List<Double> residuals(Eigenpairs pairs, SymmetricOperator hessian) {
        var residuals = new ArrayList<Double>();
        for (int i = 0; i < pairs.values().size(); i++) {
            try (var scope = new PointerScope()) {
                var vector = pairs.vector(i);
                var rest = hessian.apply(vector)
                        .sub(vector.mul(new Scalar(pairs.values().get(i).value())));
                residuals.add(rest.norm().item_double());
            }
        }
        return residuals;
    }
}
