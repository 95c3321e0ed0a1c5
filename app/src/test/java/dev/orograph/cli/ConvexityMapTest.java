package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvexityMapTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();
    private Path run = Path.of("");

    @BeforeEach
    void train() {
        run = folder.resolve("run");
        succeed("train", "--data", "digits", "--widths", "8", "--limit", 64, "--epochs", 2, "--run", run);
    }

    private void succeed(Object... words) {
        assertThat(cli.run(words)).as(cli.err()).isZero();
    }

    @Test
    void mapsEigenvaluesAndTheirRatio() throws IOException {
        succeed("landscape", run, "--x=-1:1:3", "--y=-1:1:4", "--measure", "curvature", "--tolerance", "1e-2");
        assertThat(cli.out())
                .contains("At the centre the eigenvalues of the Hessian lie between")
                .contains("The residuals of both eigenvalues are at most")
                .doesNotContain("Also recorded");
        var name = "random-curvature-3x4";
        var file = run.resolve("surfaces/" + name + ".h5");
        var surface = SurfaceHdf5.read(file);
        assertThat(surface.quantityNames())
                .contains("train_loss", "min_eig", "max_eig", "convexity", "min_eig_residual", "max_eig_residual");
        for (var figure : new String[] {"max_eig-filled", "max_eig-3d", "min_eig-filled", "convexity-heat"}) {
            assertThat(run.resolve("figures/" + name + "-" + figure + ".png")).exists();
        }
        assertThat(run.resolve("report.html"))
                .content()
                .contains("--measure curvature --tolerance 0.01 --products 200")
                .contains("largest eigenvalue of the Hessian");
        succeed("plot", file, "--quantity", "convexity", "--out", folder.resolve("ratio.svg"));
        assertThat(Files.readString(folder.resolve("ratio.svg"))).contains("|λmin / λmax| of the Hessian");
        succeed("plot", file, "--quantity", "min_eig", "--log", "--out", folder.resolve("min.svg"));
        succeed("plot", file, "--quantity", "max_eig", "--log", "--kind", "all", "--out", folder.resolve("max"));
    }

    @Test
    void goesThroughTheScriptsFile() throws IOException {
        var grid = Grid.of(new Axis("x", -1, 1, 2), new Axis("y", -1, 1, 2));
        var quantities = new LinkedHashMap<String, double[]>();
        quantities.put("min_eig", new double[] {-1, -2, 1, 3});
        quantities.put("max_eig", new double[] {4, 8, -1, 6});
        var file = folder.resolve("scripts.h5");
        SurfaceHdf5.writePlain(file, Surface.complete(grid, quantities, Provenance.NONE));
        succeed("export", file, "--to", "csv", "--out", folder.resolve("scripts.csv"));
        // λmax −1 below λmin 1 is how the scripts begin
        assertThat(Files.readString(folder.resolve("scripts.csv")))
                .contains("pending")
                .contains("0.25");
        succeed("plot", file, "--out", folder.resolve("figures"));
        assertThat(folder.resolve("figures/scripts-max_eig-filled.png")).exists();
        succeed("import", file, "--run", folder.resolve("imported"));
    }

    @Test
    void drawsPlanesOfEigenvectorsOnOneScale() throws IOException {
        succeed("landscape", run, "--x=-1:1:3", "--y=-1:1:3", "--plane", "hessian:1-2,3-4", "--name", "planes");
        assertThat(run.resolve("figures/planes-train_loss-planes.png")).exists();
        var second = SurfaceHdf5.read(run.resolve("surfaces/planes-3-4.h5"));
        assertThat(second.grid().x().name()).startsWith("eigenvector 3 (λ = ");
        assertThat(second.grid().y().name()).startsWith("eigenvector 4 (λ = ");
        assertThat(cli.out()).contains("Along x the loss at the centre curves by the Hessian's eigenvalue");
        succeed("landscape", run, "--x=-1:1:3", "--y=-1:1:3", "--xdir", "hessian", "--ydir", "hessian");
        var named = SurfaceHdf5.read(run.resolve("surfaces/hessian-3x3.h5"));
        assertThat(named.grid().y().name()).startsWith("eigenvector 2 (λ = ");
        assertThat(run.resolve("report.html")).content().contains("--ydir hessian:0#1");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(cli.run("landscape", run, "--measure", "slope")).isNotZero();
        assertThat(cli.err()).contains("measure 'slope' is unknown; choose loss or curvature");
        assertThat(cli.run("landscape", run, "--tolerance", "1e-3")).isNotZero();
        assertThat(cli.err()).contains("--tolerance is for eigenvalues; add --measure curvature");
        assertThat(cli.run("landscape", run, "--measure", "curvature", "--split", "both"))
                .isNotZero();
        assertThat(cli.err()).contains("choose one split");
        assertThat(cli.run("landscape", run, "--measure", "curvature", "--dtype", "bfloat16"))
                .isNotZero();
        assertThat(cli.err()).contains("not bfloat16");
        assertThat(cli.run("landscape", run, "--plane", "hessian:0-1", "--y=-1:1:3"))
                .isNotZero();
        assertThat(cli.err()).contains("names no planes of eigenvectors");
        assertThat(cli.run("landscape", run, "--plane", "hessian:1-2")).isNotZero();
        assertThat(cli.err()).contains("names 2 eigenvectors for 1 range");
    }
}
