package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.network.Mode;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.progress.Listener;
import dev.orograph.provenance.Provenance;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Surfaces of a part of a split beside the surface of all of it. */
class SamplingTest {
    private static final int SAMPLES = 6000;
    private static final int BLOCK = 250;

    private final Grid grid = Grid.of(new Axis("x", -1, 1, 9), new Axis("y", -1, 1, 7));
    private final PointerScope scope = new PointerScope();
    private final ArchitectureModel model = new ArchitectureModel(
            Architectures.byName("mlp", ArchitectureOptions.of(Shape.of(6), 4).with("widths", "12,8")));
    private Tensor inputs;
    private Tensor labels;
    private Plane plane;

    /** Labels that the network at the centre mostly gets right, so that rises are much like those of a trained one. */
    @BeforeEach
    void draw() {
        inputs = RandomStream.of(5).gaussians(SAMPLES * 6L).view(SAMPLES, 6);
        long size = model.layout().elements();
        var theta = RandomStream.of(1).gaussians(size).mul(new Scalar(.8));
        plane = Plane.through(
                theta,
                RandomStream.of(2).gaussians(size).mul(new Scalar(.5)),
                RandomStream.of(3).gaussians(size).mul(new Scalar(.5)));
        var outputs = Tensors.toFloats(model.forward(theta, State.empty(), inputs, Mode.EVALUATION));
        var stream = RandomStream.of(6);
        labels = Tensors.of(
                IntStream.range(0, SAMPLES)
                        .mapToLong(i -> stream.nextInt(10) == 0 ? stream.nextInt(4) : largest(outputs, 4 * i))
                        .toArray(),
                SAMPLES);
    }

    @AfterEach
    void release() {
        plane.close();
        scope.close();
    }

    private static long largest(float[] outputs, int from) {
        int best = 0;
        for (int i = 1; i < 4; i++) {
            best = outputs[from + i] > outputs[from + best] ? i : best;
        }
        return best;
    }

    private SurveySubject subject(int samples, Sampling sampling) {
        var set = new SampleSet("train", inputs.narrow(0, 0, samples), labels.narrow(0, 0, samples), SAMPLES);
        return new SurveySubject(
                model,
                new Statistics.Frozen(State.empty()),
                new CrossEntropy(),
                List.of(set),
                Precision.FLOAT32,
                sampling);
    }

    private Landscape survey(
            SurveySubject subject, boolean isFused, Map<Integer, double[]> known, CellStore store, int threads)
            throws IOException {
        try (var plan =
                isFused ? FusedPlan.of(subject, plane, BLOCK).orElseThrow() : new ForwardPlan(subject, plane, BLOCK)) {
            return Landscape.map(subject, plane, plan, grid, known, store, threads, Listener.NONE, Provenance.NONE);
        }
    }

    private Surface surface(SurveySubject subject) throws IOException {
        return survey(subject, true, Map.of(), CellStore.NONE, 2).surface();
    }

    private static double share(Surface part, Surface whole, double errors) {
        long covered = IntStream.range(0, whole.grid().cells())
                .filter(cell -> Math.abs(part.value("train_loss", cell) - whole.value("train_loss", cell))
                        <= errors * part.value("train_loss_se", cell) + 1e-6)
                .count();
        return (double) covered / whole.grid().cells();
    }

    private int centre() {
        return grid.cell(4, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allOfASplitHasNoError(boolean isFused) throws IOException {
        var whole = survey(subject(SAMPLES, Sampling.ALL), isFused, Map.of(), CellStore.NONE, 1)
                .surface();
        assertThat(whole.values("train_loss_se")).containsOnly(0);
        assertThat(whole.values("train_loss_rise_se")).containsOnly(0);
        assertThat(whole.trust().figures()).doesNotContainKey("train_samples");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePartOfASplitStatesItsErrorAndNoneOfTheCentresRise(boolean isFused) throws IOException {
        var part = survey(subject(1000, Sampling.ALL), isFused, Map.of(), CellStore.NONE, 1)
                .surface();
        assertThat(part.value("train_loss_rise_se", centre())).isZero();
        assertThat(part.value("train_loss_se", centre())).isPositive();
        var figures = part.trust().figures();
        assertThat(figures).containsEntry("train_samples", 1000.0).containsEntry("train_population", 6000.0);
        // with and without the correction for a finite population
        assertThat(part.value("train_loss_se", centre()))
                .isCloseTo(
                        figures.getOrDefault("train_standard_error", Double.NaN) * Math.sqrt(1 - 1 / 6.0),
                        within(1e-6));
    }

    @Test
    void bothPlansStateTheSameErrors() throws IOException {
        var subject = subject(1000, new Sampling(.02, 0));
        var fused = survey(subject, true, Map.of(), CellStore.NONE, 1).surface();
        var forward = survey(subject, false, Map.of(), CellStore.NONE, 1).surface();
        for (var quantity : fused.quantityNames()) {
            // float32 losses in another order of summation
            assertThat(fused.values(quantity))
                    .usingComparatorWithPrecision(2e-5)
                    .containsExactly(forward.values(quantity));
        }
    }

    /**
     * Two standard errors cover 95 % of normal errors. Errors of cells of one surface are those of one set of samples,
     * and neighbours share most of them, so that a single surface may fall short of its share; over several shuffles
     * 85 % leaves room for that.
     */
    @ParameterizedTest
    @CsvSource({"0.02", "0.05"})
    void twoStandardErrorsCoverTheSurfaceOfAllSamples(double tolerance) throws IOException {
        var whole = surface(subject(SAMPLES, Sampling.ALL));
        var original = inputs;
        var originalLabels = labels;
        double covered = 0;
        double samples = 0;
        int shuffles = 6;
        for (int seed = 0; seed < shuffles; seed++) {
            var order = Tensors.of(
                    IntStream.of(RandomStream.of(seed).permutation(SAMPLES))
                            .asLongStream()
                            .toArray(),
                    SAMPLES);
            inputs = original.index_select(0, order);
            labels = originalLabels.index_select(0, order);
            var part = surface(subject(SAMPLES, new Sampling(tolerance, seed)));
            covered += share(part, whole, 2) / shuffles;
            samples += part.trust().figures().getOrDefault("train_samples", Double.NaN) / shuffles;
            for (int cell = 0; cell < grid.cells(); cell++) {
                double scale = Math.max(part.value("train_loss", cell), part.value("train_loss", centre()));
                assertThat(part.value("train_loss_rise_se", cell)).isLessThanOrEqualTo(tolerance * scale);
            }
        }
        assertThat(covered).isGreaterThan(0.85);
        assertThat(samples).isLessThan(0.8 * SAMPLES);
    }

    @Test
    void theCentreIsExactWhateverThePrecision() throws IOException {
        var whole = surface(subject(SAMPLES, Sampling.ALL));
        var part = surface(subject(SAMPLES, new Sampling(.2, 0)));
        assertThat(part.value("train_loss", centre())).isCloseTo(whole.value("train_loss", centre()), within(1e-12));
        assertThat(part.value("train_acc", centre())).isCloseTo(whole.value("train_acc", centre()), within(1e-9));
        assertThat(part.value("train_samples", centre())).isEqualTo(Sampling.LEAST);
    }

    @Test
    void noCellDependsOnWhoMeasuredItOrOnAnInterruption() throws IOException {
        var subject = subject(SAMPLES, new Sampling(.03, 0));
        var unbroken = survey(subject, true, Map.of(), CellStore.NONE, 1).surface();
        var kept = new HashMap<Integer, double[]>();
        survey(
                subject,
                true,
                Map.of(),
                (cell, values) -> {
                    if (cell % 3 == 0) {
                        kept.put(cell, values);
                    }
                },
                2);
        var resumed = survey(subject, true, kept, CellStore.NONE, 2).surface();
        for (var quantity : unbroken.quantityNames()) {
            assertThat(resumed.values(quantity)).containsExactly(unbroken.values(quantity));
        }
    }

    @Test
    void precisionIsReadAsPercentOrAsShare() {
        assertThat(Sampling.parse("1%", 3)).isEqualTo(new Sampling(0.01, 3));
        assertThat(Sampling.parse("0.01", 3)).isEqualTo(new Sampling(0.01, 3));
        assertThatThrownBy(() -> Sampling.parse("-1", 0))
                .hasMessage("precision '-1' must be a positive share, as in 1% or 0.01");
        assertThatThrownBy(() -> Sampling.parse("150%", 0)).hasMessageContaining("between 0 and 1");
    }
}
