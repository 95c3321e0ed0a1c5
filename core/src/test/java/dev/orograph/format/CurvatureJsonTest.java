package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.progress.Outcome;
import dev.orograph.spectrum.CurvatureFigures;
import dev.orograph.spectrum.CurvatureReport;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Estimate;
import dev.orograph.spectrum.ExtremeEigenvalues;
import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.SharpnessFigure;
import dev.orograph.spectrum.SharpnessTable;
import dev.orograph.spectrum.SharpnessValue;
import dev.orograph.spectrum.SpectralDensity;
import dev.orograph.spectrum.Stability;
import dev.orograph.spectrum.TraceFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvatureJsonTest {
    @TempDir
    private Path folder;

    private static CurvatureReport report() {
        var estimate = new Estimate(3.5, Double.NaN, 1);
        var density = new SpectralDensity(10, List.of(Quadrature.of(new double[] {-1, 2}, new double[] {0.25, 0.75})));
        var point = CurvatureFigures.of(OptionalInt.of(3), 0.25, 0.01)
                .withExtremes(List.of(new ExtremeEigenvalues(
                        "magnitude", List.of(new Eigenvalue(12, 1e-4, true)), true, 1e-15, 17, "lanczos")))
                .withTrace(new TraceFigures(
                        estimate,
                        Optional.of(estimate),
                        List.of(new TraceFigures.BlockTrace("conv1.weight", 9, estimate)),
                        100,
                        "hutchinson",
                        true))
                .withDensity(density)
                .withLayers(List.of(new CurvatureFigures.LayerDensity("conv1", density)))
                .withExact(List.of(-1.0, 2.0))
                .withSharpness(new SharpnessTable(
                        0.25,
                        List.of(
                                figure(new SharpnessValue.Exact(2)),
                                figure(new SharpnessValue.Drawn(estimate)),
                                figure(new SharpnessValue.NotReached("the gradient is zero"))),
                        1,
                        Outcome.COMPLETED))
                .withStability(new Stability("sgd:lr=0.1", 20, "2/η", Optional.empty(), false));
        return new CurvatureReport(
                "mlp", 10, "digits train", 100, "hessian", "{}", List.of(point), Map.of("threads", "2"));
    }

    private static SharpnessFigure figure(SharpnessValue value) {
        return new SharpnessFigure("SAM", "L(θ+δ) - L", "ρ = 0.05", value, "", 1, 0);
    }

    @Test
    void readsWhatItWrites() throws IOException {
        var file = folder.resolve("hessian.json");
        CurvatureJson.write(file, report());
        var read = CurvatureJson.read(file);
        // Not every part has an equals of its own: the text says everything.
        assertThat(CurvatureJson.text(read)).isEqualTo(CurvatureJson.text(report()));
        assertThat(read.points().get(0).largest()).contains(new Eigenvalue(12, 1e-4, true));
        assertThat(read.points().get(0).smallest()).isEmpty();
    }

    @Test
    void namesAFileThatIsSomethingElse() throws IOException {
        var file = Files.writeString(folder.resolve("other.json"), "[1, 2]");
        assertThatThrownBy(() -> CurvatureJson.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " is no curvature report");
    }
}
