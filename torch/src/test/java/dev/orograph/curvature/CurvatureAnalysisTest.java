package dev.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.format.Safetensors;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ModelRecipe;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.spectrum.CurvatureFigures;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvatureAnalysisTest {
    private static final ModelRecipe NETWORK = new ModelRecipe("mlp", Map.of("widths", "8"));

    @TempDir
    private Path folder;

    private CurvatureJob job;

    private final List<CurvatureFigures> kept = new ArrayList<>();

    private final CurvatureAnalysis.Keeper keeper = new CurvatureAnalysis.Keeper() {
        @Override
        public void keep(CurvatureFigures figures) {
            kept.add(figures);
        }

        @Override
        public Path eigenvectors(String end) {
            return folder.resolve(end + ".safetensors");
        }
    };

    @BeforeEach
    void open() throws IOException {
        var digits = DataRecipe.of("digits");
        var weights = folder.resolve("weights.safetensors");
        try (var scope = new PointerScope();
                var data = digits.load(folder, Split.TRAIN, OptionalInt.of(1), Listener.NONE)) {
            var model = (ArchitectureModel) NETWORK.build(data.inputShape(), 10);
            var theta = RandomStream.of(1).gaussians(model.layout().elements());
            Safetensors.write(weights, model.layout().toArrays(theta));
        }
        var recipe = new CurvatureRecipe(
                NETWORK,
                Optional.of(weights.toString()),
                digits,
                Split.TRAIN,
                OptionalInt.of(100),
                "cross-entropy",
                Precision.FLOAT64,
                "hessian",
                List.of(),
                3);
        job = CurvatureJob.open(recipe, folder, Listener.NONE);
    }

    @AfterEach
    void close() {
        job.close();
    }

    private static CurvatureRequest request() {
        return new CurvatureRequest(
                List.of(Lanczos.top(2)),
                Optional.empty(),
                Optional.of(Hutchinson.of(20, 3)),
                Optional.empty(),
                Optional.of(new SpectralQuadrature(2, 10, 3)),
                false,
                Optional.empty(),
                false);
    }

    private boolean run(CurvatureFigures known, Listener listener) throws IOException {
        try (var operator = job.operator(1, 0)) {
            return CurvatureAnalysis.run(job, operator, request(), known, keeper, listener);
        }
    }

    private CurvatureFigures last() {
        return kept.get(kept.size() - 1);
    }

    @Test
    void keepsWhatIsDoneWhenStoppedAndGoesOnToTheSameResult() throws IOException {
        assertThat(run(job.point(OptionalInt.empty()), Listener.NONE)).isTrue();
        var whole = last();
        kept.clear();

        var stopper = new Listener() {
            private boolean isCancelled;

            @Override
            public void onProgress(Progress progress) {
                isCancelled |= progress.task().equals("spectral density") && progress.done() == 12;
            }

            @Override
            public boolean isCancelled() {
                return isCancelled;
            }
        };
        assertThat(run(job.point(OptionalInt.empty()), stopper)).isFalse();
        var stopped = last();
        assertThat(stopped.extremes()).isEqualTo(whole.extremes());
        assertThat(stopped.trace()).isEqualTo(whole.trace());
        assertThat(stopped.density().orElseThrow().runs()).hasSize(1); // the first run had ended

        kept.clear();
        assertThat(run(stopped, Listener.NONE)).isTrue();
        assertThat(kept).hasSize(1); // only the density was missing
        assertThat(last().density().orElseThrow().runs().get(1).nodes())
                .isEqualTo(whole.density().orElseThrow().runs().get(1).nodes());
    }

    @Test
    void writesEigenvectorsAsDirections() throws IOException {
        run(job.point(OptionalInt.empty()), Listener.NONE);
        var arrays = Safetensors.read(folder.resolve("magnitude.safetensors"));
        assertThat(arrays.names()).contains("direction.0.layers.0.weight", "direction.1.layers.2.bias");
    }
}
