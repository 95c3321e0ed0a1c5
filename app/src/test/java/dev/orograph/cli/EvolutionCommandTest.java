package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvolutionCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    @Test
    void surveysEveryCheckpointAlongTheSameDirectionsAndGoesOnWhereItWas() throws IOException {
        var run = folder.resolve("run");
        assertThat(cli.run("train", "--data", "blobs", "--model", "mlp", "-P", "widths=8", "--epochs", 3, "--run", run))
                .as(cli.err())
                .isZero();
        assertThat(cli.run("evolution", run, "--x=-1:1:5", "--y=-1:1:4"))
                .as(cli.err())
                .isZero();
        assertThat(frames(run.resolve("figures/evolution-filled.gif"))).isEqualTo(4);
        assertThat(frames(run.resolve("figures/evolution-3d.gif"))).isEqualTo(4);

        // at each centre stands that checkpoint's own loss
        for (int epoch = 0; epoch <= 3; epoch++) {
            var trust = SurfaceHdf5.read(run.resolve("surfaces/evolution-epoch-000" + epoch + ".h5"))
                    .trust();
            assertThat(trust.figures().get("train_centre_difference")).isLessThan(1e-6);
        }

        var first = run.resolve("surfaces/evolution-epoch-0000.h5");
        var kept = Files.getLastModifiedTime(first);
        Files.delete(run.resolve("surfaces/evolution-epoch-0002.h5"));
        assertThat(cli.run("evolution", run, "--x=-1:1:5", "--y=-1:1:4"))
                .as(cli.err())
                .isZero();
        assertThat(run.resolve("surfaces/evolution-epoch-0002.h5")).exists();
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(kept);

        var directions = run.resolve("trajectories/evolution-directions.safetensors");
        var before = Files.readAllBytes(directions);
        assertThat(cli.run("evolution", run, "--x=-1:1:5", "--y=-1:1:4", "--seed", 7))
                .isEqualTo(2);
        assertThat(cli.err())
                .contains("already has a surface 'evolution-epoch-0000' along other directions")
                .contains("choose another --name, or add --overwrite");
        assertThat(Files.readAllBytes(directions)).isEqualTo(before);
        assertThat(run.resolve("trajectories")).isDirectoryNotContaining("glob:**.new.safetensors");
        assertThat(cli.run("evolution", run, "--x=-1:1:5", "--y=-1:1:4"))
                .as(cli.err())
                .isZero();
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(kept);
    }

    private static int frames(Path gif) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var stream = ImageIO.createImageInputStream(gif.toFile())) {
            reader.setInput(stream);
            return reader.getNumImages(true);
        } finally {
            reader.dispose();
        }
    }
}
