package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.curvature.Curvature;
import dev.orograph.curvature.CurvatureOperator;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Linear;
import dev.orograph.network.ModelRecipe;
import dev.orograph.network.ScriptModel;
import dev.orograph.network.Sequential;
import dev.orograph.network.Tanh;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.Objective;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.refinement.Tolerance;
import dev.orograph.run.Journal;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Where nothing else is said, on the MLP 64-64-32-10 of {@link AdaptiveSurveyTest}. */
class CurvaturePlanTest {
    private static final CurvatureMeasure DEFAULTS = CurvatureMeasure.defaults();

    @TempDir
    private Path folder;

    private static SurveyRecipe recipe(PlaneRecipe plane, String... ranges) {
        return new SurveyRecipe(
                new ModelRecipe("mlp", Map.of("widths", "64,32")),
                Optional.of(weights().toString()),
                DataRecipe.of("digits"),
                List.of(Split.TEST),
                OptionalInt.of(100),
                Sampling.ALL,
                plane,
                BatchNormPolicy.FROZEN,
                List.of(ranges),
                "cross-entropy",
                Precision.FLOAT32,
                Map.of());
    }

    private static SurveyRecipe recipe(String... ranges) {
        return recipe(PlaneRecipe.random(ranges.length, 3, Normalization.FILTER, RankOnePolicy.ZERO), ranges);
    }

    private static SurveyJob job(CurvatureMeasure measure, String... ranges) throws IOException {
        return SurveyJob.open(recipe(ranges).withMeasure(Optional.of(measure)), Path.of("."), Listener.NONE);
    }

    private static Path weights() {
        try {
            return Path.of(Objects.requireNonNull(AdaptiveSurveyTest.class.getResource("digits-mlp.safetensors"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Column by column from central differences of the gradient, whose error is of order h² = 1e-8. */
    private static double[] spectrum(Objective objective, Tensor theta) {
        int n = Math.toIntExact(theta.numel());
        double h = 1e-4;
        var hessian = new double[n * n];
        for (int column = 0; column < n; column++) {
            try (var scope = new PointerScope()) {
                var there = moved(theta, column, h);
                var back = moved(theta, column, -h);
                var up = Tensors.toDoubles(objective.gradient(there).vector());
                var down = Tensors.toDoubles(objective.gradient(back).vector());
                for (int row = 0; row < n; row++) {
                    hessian[row * n + column] = (up[row] - down[row]) / (2 * h);
                }
            }
        }
        return Tensors.toDoubles(torch.linalg_eigvalsh(Tensors.of(hessian, n, n)));
    }

    private static Tensor moved(Tensor theta, int element, double by) {
        var values = Tensors.toDoubles(theta);
        values[element] += by;
        return Tensors.of(values, values.length);
    }

    @Test
    void findsTheExtremeEigenvaluesOfTheWholeHessian() throws IOException {
        var layers = Sequential.numbered(List.of(new Linear(4, 3), new Tanh(), new Linear(3, 2)));
        try (var scope = new PointerScope();
                var model = new ArchitectureModel(new Architecture("small", Map.of(), Shape.of(4), 2, layers));
                var state = model.initialState()) {
            long size = model.layout().elements();
            var inputs = RandomStream.of(1).gaussians(120).view(30, 4);
            var labels = new long[30];
            Arrays.setAll(labels, i -> i % 2);
            var targets = Tensors.of(labels, 30);
            var set = new SampleSet("train", inputs, targets);
            var subject = new SurveySubject(model, state, new CrossEntropy(), List.of(set), Precision.FLOAT64);
            var objective = Objective.of(model, state, inputs, targets, new CrossEntropy(), 30);
            try (var plane = Plane.through(
                            RandomStream.of(2).gaussians(size, Precision.FLOAT64),
                            RandomStream.of(3).gaussians(size, Precision.FLOAT64),
                            RandomStream.of(4).gaussians(size, Precision.FLOAT64));
                    var plan = DEFAULTS.beside(EvaluationPlans.choose(subject, plane, 7), subject, plane, 7);
                    var evaluator = plan.newEvaluator()) {
                assertThat(plan.quantities()).endsWith("min_eig", "max_eig", "min_eig_residual", "max_eig_residual");
                int at = plan.quantities().indexOf("min_eig");
                for (var point : new double[][] {{0, 0}, {1, -0.5}, {-0.3, 2}}) {
                    var found = evaluator.evaluate(new double[][] {point})[0];
                    var expected = spectrum(objective, plane.theta(point));
                    assertThat(found[0])
                            .isCloseTo(objective.value(plane.theta(point)).loss(), within(1e-12));
                    assertThat(found[at]).isCloseTo(expected[0], within(1e-6));
                    assertThat(found[at + 1]).isCloseTo(expected[expected.length - 1], within(1e-6));
                }
            }
        }
    }

    /** Stops once, after a few cells. */
    private static final class Interruption implements Listener {
        private volatile boolean cancelled;

        @Override
        public void onProgress(Progress progress) {
            cancelled |= progress.done() >= 7;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }

    private Landscape measure(String journal, int threads, Listener listener) throws IOException {
        try (var job = job(DEFAULTS, "-1:1:5", "-1:1:4");
                var cells = Journal.open(
                        folder.resolve(journal),
                        job.identity(),
                        job.quantities().size(),
                        () -> job.planText(job.defaultBlockSamples()))) {
            return job.measure(cells, threads, listener);
        }
    }

    @Test
    void anInterruptedMapEndsBitForBitAsAnUnbrokenOne() throws IOException {
        var unbroken = measure("unbroken", 1, Listener.NONE).surface();
        assertThat(measure("broken", 2, new Interruption()).outcome()).isEqualTo(Outcome.CANCELLED);
        var resumed = measure("broken", 2, Listener.NONE);
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        var surface = resumed.surface();
        assertThat(surface.quantityNames()).contains("min_eig", "max_eig", "convexity", "test_loss", "test_acc");
        for (var name : unbroken.quantityNames()) {
            assertThat(surface.values(name)).as(name).isEqualTo(unbroken.values(name));
        }
        var trust = surface.trust().figures();
        assertThat(trust).containsEntry("deterministic", 1.0).containsKeys("centre_min_eig", "centre_max_eig");
        assertThat(trust.get("eig_error_most")).isLessThanOrEqualTo(DEFAULTS.tolerance());
    }

    @Test
    void lossesStayWhatTheyAreWithoutCurvature() throws IOException {
        var curved = measure("curved", 1, Listener.NONE).surface();
        try (var job = SurveyJob.open(recipe("-1:1:5", "-1:1:4"), Path.of("."), Listener.NONE)) {
            var plain = job.measure(1, Listener.NONE).surface();
            assertThat(curved.values("test_loss")).isEqualTo(plain.values("test_loss"));
            assertThat(job.measures(plain)).isTrue();
            assertThat(job.measures(curved)).isFalse();
        }
    }

    @Test
    void keepsWhatAFewProductsFoundWithItsResidual() throws IOException {
        try (var job = job(new CurvatureMeasure(1e-3, 4, 0), "-1:1:3")) {
            var surface = job.measure(1, Listener.NONE).surface();
            assertThat(surface.count(Status.COMPUTED)).isEqualTo(3);
            assertThat(surface.value("max_eig", 1)).isPositive();
            assertThat(surface.value("min_eig_residual", 1)).isGreaterThan(1e-3 * surface.value("max_eig", 1));
        }
    }

    @Test
    void hasNoEigenvaluesWhereTheLossIsNotFinite() throws IOException {
        try (var job = job(DEFAULTS, "-1e38:1e38:3")) {
            var surface = job.measure(1, Listener.NONE).surface();
            assertThat(surface.value("test_loss", 0)).isNaN();
            assertThat(surface.value("max_eig", 0)).isNaN();
            assertThat(surface.value("max_eig_residual", 0)).isNaN();
            assertThat(surface.value("convexity", 0)).isNaN();
            assertThat(surface.value("max_eig", 1)).isPositive();
            assertThat(surface.count(Status.COMPUTED)).isEqualTo(3);
        }
    }

    @Test
    void interpolatesEigenvaluesWithinTheTolerance() throws IOException {
        try (var job = job(DEFAULTS, "-1:1:101")) {
            var full = job.measure(2, Listener.NONE).surface();
            var surface = job.measure(new Adaptive(Tolerance.of(0.05), Adaptive.Preview.NONE), 2, Listener.NONE)
                    .surface();
            assertThat(surface.count(Status.INTERPOLATED)).isPositive();
            assertThat(surface.knownCells()).isEqualTo(101);
            assertThat(medianError(surface, full)).isLessThanOrEqualTo(0.05);
            for (int cell = 0; cell < 101; cell++) {
                assertThat(surface.value("convexity", cell))
                        .isEqualTo(Math.abs(surface.value("min_eig", cell) / surface.value("max_eig", cell)));
            }
        }
    }

    private static double medianError(Surface surface, Surface full) {
        var errors = new double[surface.count(Status.INTERPOLATED)];
        int next = 0;
        for (int cell = 0; cell < full.grid().cells(); cell++) {
            if (surface.status(cell) == Status.INTERPOLATED) {
                double value = full.value("max_eig", cell);
                errors[next++] = Math.abs(surface.value("max_eig", cell) - value) / value;
            }
        }
        Arrays.sort(errors);
        return errors[errors.length / 2];
    }

    @Test
    void isNamedInTheRecipeOnlyWhereItIsAskedFor() {
        var mapper = JsonMapper.shared();
        var plain = recipe("-1:1:3");
        var text = mapper.writeValueAsString(plain);
        assertThat(text).doesNotContain("measure");
        assertThat(mapper.readValue(text, SurveyRecipe.class)).isEqualTo(plain);
        var curved = plain.withMeasure(Optional.of(DEFAULTS));
        var told = mapper.writeValueAsString(curved);
        assertThat(told)
                .contains("\"measure\":{\"kind\":\"curvature\",\"tolerance\":0.001,\"mostProducts\":200,\"seed\":0}");
        assertThat(mapper.readValue(told, SurveyRecipe.class)).isEqualTo(curved);
        assertThat(curved.withSplits(List.of(Split.TRAIN)).measure()).isPresent();
    }

    @Test
    void refusesWhatItCannotMeasure() {
        var curved = recipe("-1:1:3").withMeasure(Optional.of(DEFAULTS));
        assertThatThrownBy(() -> curved.withSplits(List.of(Split.TRAIN, Split.TEST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose one split");
        assertThatThrownBy(() -> curved.withBatchNorm(BatchNormPolicy.parse("batch")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evaluation mode");
        assertThatThrownBy(() ->
                        DEFAULTS.require(List.of(Split.TEST), BatchNormPolicy.FROZEN, Sampling.ALL, Precision.BFLOAT16))
                .hasMessage("curvature needs float32 or float64, not bfloat16");
        assertThatThrownBy(() -> DEFAULTS.require(
                        List.of(Split.TEST), BatchNormPolicy.FROZEN, Sampling.parse("1%", 0), Precision.FLOAT32))
                .hasMessageContaining("--precision");
        assertThatThrownBy(() -> new CurvatureMeasure(0, 1, 0)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> new CurvatureMeasure(0.1, 0, 0)).hasMessageContaining("at least 1");
    }

    private static PlaneRecipe eigenvectors(int... indices) {
        return new PlaneRecipe(Arrays.stream(indices)
                .<DirectionRecipe>mapToObj(index -> new DirectionRecipe.Eigenvector(index, 5))
                .toList());
    }

    @Test
    void alongAnEigenvectorTheLossCurvesByItsEigenvalue() throws IOException {
        var along = recipe(eigenvectors(0, 1), "-0.02:0.02:3", "-0.02:0.02:3");
        try (var job = SurveyJob.open(along, Path.of("."), Listener.NONE)) {
            var surface = job.measure(1, Listener.NONE).surface();
            var axis = surface.grid().x();
            assertThat(axis.name()).matches("eigenvector 1 \\(λ = \\d.*\\)");
            assertThat(surface.grid().y().name()).startsWith("eigenvector 2 (λ = ");
            double eigenvalue = surface.trust().figures().getOrDefault("eigenvalue_x", Double.NaN);
            double h = 0.02;
            double second = (surface.value("test_loss", surface.grid().cell(0, 1))
                            - 2 * surface.value("test_loss", surface.grid().cell(1, 1))
                            + surface.value("test_loss", surface.grid().cell(2, 1)))
                    / (h * h);
            // the difference's own error is of order h² and the network's kinks
            assertThat(second).isCloseTo(eigenvalue, within(0.1 * eigenvalue));
            assertThat(surface.trust().figures().get("cosine_xy")).isCloseTo(0, within(1e-4));
            try (var scope = new PointerScope()) {
                var x = Tensors.toDoubles(job.plane().x());
                assertThat(Math.sqrt(Arrays.stream(x).map(each -> each * each).sum()))
                        .isCloseTo(1, within(1e-5));
                double most = Arrays.stream(x).max().orElseThrow();
                double least = Arrays.stream(x).min().orElseThrow();
                assertThat(most).isGreaterThan(-least);
            }
        }
    }

    @Test
    void eigenvectorsAreTheSameAgain() throws IOException {
        var along = recipe(eigenvectors(2), "-1:1:2");
        try (var scope = new PointerScope();
                var first = SurveyJob.open(along, Path.of("."), Listener.NONE);
                var second = SurveyJob.open(along, Path.of("."), Listener.NONE)) {
            assertThat(Tensors.toDoubles(first.plane().x()))
                    .isEqualTo(Tensors.toDoubles(second.plane().x()));
        }
    }

    @Test
    void eigenvectorsNeedData() {
        try (var scope = new PointerScope();
                var model = new ArchitectureModel(new Architecture(
                        "small", Map.of(), Shape.of(4), 2, Sequential.numbered(List.of(new Linear(4, 2)))))) {
            var theta = RandomStream.of(1).gaussians(10);
            assertThatThrownBy(() -> eigenvectors(0).through(theta, model, Precision.FLOAT32))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("eigenvectors of the Hessian need data, and there is none here");
        }
    }

    @Test
    void readsEigenvectorsAsWords() {
        var preset = new DirectionRecipe.Random(7, 0, Normalization.FILTER, RankOnePolicy.ZERO);
        assertThat(DirectionRecipe.parse("hessian", preset)).isEqualTo(new DirectionRecipe.Eigenvector(0, 7));
        var second = new DirectionRecipe.Eigenvector(1, 3);
        assertThat(DirectionRecipe.parse("hessian:3#1", preset)).isEqualTo(second);
        assertThat(DirectionRecipe.parse(second.text(), preset)).isEqualTo(second);
        var mapper = JsonMapper.shared();
        assertThat(mapper.readValue(mapper.writeValueAsString(second), DirectionRecipe.class))
                .isEqualTo(second);
        assertThat(DirectionRecipe.parse("hessian#1+filter", preset)).isInstanceOf(DirectionRecipe.Rescaled.class);
    }

    /** Second differences of the gradient, by way of the network's own interpreter, are right to about 1e-4. */
    @Test
    void takesNetworksOfTorchScript() throws Exception {
        var file = Path.of(Objects.requireNonNull(
                        CurvaturePlanTest.class.getResource("/dev/orograph/network/scripts/mlp_scripted.pt"))
                .toURI());
        try (var scope = new PointerScope();
                var model = ScriptModel.load(file);
                var state = model.initialState()) {
            var inputs = RandomStream.of(1).gaussians(17 * 64L).view(17, 1, 8, 8);
            var labels = new long[17];
            Arrays.setAll(labels, i -> i % 5);
            var targets = Tensors.of(labels, 17);
            var set = new SampleSet("train", inputs, targets);
            var subject = new SurveySubject(model, state, new CrossEntropy(), List.of(set), Precision.FLOAT64);
            var theta = model.theta(Precision.FLOAT64);
            var direction = RandomStream.of(2).gaussians(theta.numel(), Precision.FLOAT64);
            try (var plane = Plane.line(theta, direction);
                    var plan = DEFAULTS.beside(EvaluationPlans.choose(subject, plane, 7), subject, plane, 7);
                    var one = plan.newEvaluator();
                    var other = plan.newEvaluator();
                    var function = BlockedLoss.of(model, state, inputs, targets, new CrossEntropy(), 7);
                    var differences =
                            CurvatureOperator.of(new Curvature.FiniteDifference(), function, plane.theta(0.01), 1, 0);
                    var expected = DEFAULTS.search().solve(differences, Listener.NONE)) {
                var point = new double[][] {{0.01}};
                var found = one.evaluate(point)[0];
                assertThat(other.evaluate(point)[0]).isEqualTo(found);
                int at = plan.quantities().indexOf("min_eig");
                double largest = expected.values().get(0).value();
                assertThat(found[at + 1]).isCloseTo(largest, within(1e-3 * largest));
                assertThat(found[at]).isCloseTo(expected.values().get(1).value(), within(1e-3 * largest));
            }
        }
    }
}
