package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.network.ModelRecipe;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.refinement.Tolerance;
import dev.orograph.run.Journal;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On an MLP 64-64-32-10 that this project trained on the digits ({@code digits-mlp.safetensors}: Adam, rate .002, 20
 * epochs in batches of 32, seed 1; 90.8 % of the test images).
 */
class AdaptiveSurveyTest {
    private static final Tolerance ONE_PERCENT = Tolerance.of(0.01);
    private static final Adaptive ADAPTIVE = new Adaptive(ONE_PERCENT, Adaptive.Preview.NONE);

    @TempDir
    private Path folder;

    private static SurveyJob job(String... ranges) throws IOException {
        return SurveyJob.open(
                new SurveyRecipe(
                        new ModelRecipe("mlp", Map.of("widths", "64,32")),
                        Optional.of(weights().toString()),
                        DataRecipe.of("digits"),
                        List.of(Split.TEST),
                        OptionalInt.of(200),
                        Sampling.ALL,
                        PlaneRecipe.random(ranges.length, 3, Normalization.FILTER, RankOnePolicy.ZERO),
                        BatchNormPolicy.FROZEN,
                        List.of(ranges),
                        "cross-entropy",
                        Precision.FLOAT32,
                        Map.of()),
                Path.of("."),
                Listener.NONE);
    }

    private static Path weights() {
        try {
            return Path.of(Objects.requireNonNull(AdaptiveSurveyTest.class.getResource("digits-mlp.safetensors"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** |ΔL| / max(|L|, L_centre) of the interpolated cells, ascending. */
    private static double[] errors(Surface surface, Surface full) {
        double centre = full.value("test_loss", full.grid().cell(25, 25));
        return IntStream.range(0, surface.grid().cells())
                .filter(cell -> surface.status(cell) == Status.INTERPOLATED)
                .mapToDouble(cell -> Math.abs(surface.value("test_loss", cell) - full.value("test_loss", cell))
                        / Math.max(full.value("test_loss", cell), centre))
                .sorted()
                .toArray();
    }

    @Test
    void reachesTheFullSurfaceWithinATenthOfItsCells() throws IOException {
        try (var job = job("-1:1:51", "-1:1:51")) {
            var full = job.measure(2, Listener.NONE).surface();
            var previews = new ArrayList<Surface>();
            var surface = job.measure(new Adaptive(ONE_PERCENT, previews::add), 2, Listener.NONE)
                    .surface();
            int computed = surface.count(Status.COMPUTED);
            assertThat(computed).isLessThanOrEqualTo(2601 / 10);
            assertThat(computed + surface.count(Status.INTERPOLATED)).isEqualTo(2601);

            var errors = errors(surface, full);
            assertThat(errors[errors.length / 2]).isLessThanOrEqualTo(0.01);
            assertThat(errors[errors.length * 95 / 100]).isLessThanOrEqualTo(0.05);
            var trust = surface.trust().figures();
            assertThat(trust.get("interpolation_error_median")).isBetween(errors[errors.length / 2] / 2, 0.01);
            assertThat(trust.get("interpolation_error_p95")).isBetween(errors[errors.length * 95 / 100] / 2, 0.05);
            assertThat(trust.get("share_computed")).isEqualTo(computed / 2601.0);

            for (int cell = 0; cell < 2601; cell++) {
                if (surface.status(cell) == Status.COMPUTED) {
                    for (var name : surface.quantityNames()) {
                        assertThat(surface.value(name, cell)).isEqualTo(full.value(name, cell));
                    }
                }
            }
            assertThat(previews).hasSize(1);
            assertThat(previews.get(0).count(Status.COMPUTED)).isLessThanOrEqualTo(2601 / 16);
            var early = errors(previews.get(0), full);
            assertThat(early[early.length / 2]).isLessThanOrEqualTo(0.01);
        }
    }

    /** Stops once, in the middle of the second round. */
    private static final class Interruption implements Listener {
        private volatile boolean cancelled;

        @Override
        public void onProgress(Progress progress) {
            cancelled |= progress.task().equals("round 2") && progress.done() >= 5;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }

    private Landscape measure(String journal, Optional<Adaptive> adaptive, int threads, Listener listener)
            throws IOException {
        try (var job = job("-3:3:31", "-3:3:31");
                var cells = Journal.open(
                        folder.resolve(journal),
                        job.identity(),
                        job.quantities().size(),
                        () -> job.planText(100))) {
            return job.measure(cells, adaptive, threads, listener);
        }
    }

    @Test
    void anInterruptedSurveyEndsBitForBitAsAnUnbrokenOne() throws IOException {
        var unbroken =
                measure("unbroken", Optional.of(ADAPTIVE), 1, Listener.NONE).surface();
        var first = measure("broken", Optional.of(ADAPTIVE), 2, new Interruption());
        assertThat(first.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(first.surface().count(Status.INTERPOLATED)).isZero();
        var second = measure("broken", Optional.of(ADAPTIVE), 2, Listener.NONE);
        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertSame(second.surface(), unbroken);
        assertThat(unbroken.count(Status.INTERPOLATED)).isPositive();
    }

    @Test
    void aFullSurveyGoesOnFromAnAdaptiveOneAndTheReverse() throws IOException {
        var full = measure("full", Optional.empty(), 1, Listener.NONE).surface();
        var adaptive = measure("both", Optional.of(ADAPTIVE), 2, Listener.NONE).surface();
        var counter = new int[1];
        Listener counting = progress -> counter[0]++;
        var completed = measure("both", Optional.empty(), 2, counting).surface();
        assertSame(completed, full);
        assertThat(counter[0]).isPositive().isLessThanOrEqualTo(31 * 31 - adaptive.count(Status.COMPUTED));

        counter[0] = 0;
        var again = measure("full", Optional.of(ADAPTIVE), 2, counting).surface();
        assertThat(counter[0]).isZero();
        assertSame(again, full);
        assertThat(again.trust().figures()).containsEntry("share_computed", 1.0);
    }

    private static void assertSame(Surface surface, Surface expected) {
        assertThat(surface.quantityNames()).isEqualTo(expected.quantityNames());
        for (var name : expected.quantityNames()) {
            assertThat(bits(surface.values(name))).isEqualTo(bits(expected.values(name)));
        }
        for (int cell = 0; cell < expected.grid().cells(); cell++) {
            assertThat(surface.status(cell)).isEqualTo(expected.status(cell));
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
