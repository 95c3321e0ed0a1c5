package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TrajectoryCsv;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.measurement.Trajectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimateCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path surface;

    @BeforeEach
    void writeASurface() throws IOException {
        surface = folder.resolve("bowl.h5");
        SurfaceHdf5.write(surface, CommandLineFixture.bowl());
    }

    private static int frames(Path gif) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(gif.toFile()));
        return reader.getNumImages(true);
    }

    private static Trajectory way() {
        return Trajectory.of("SGD", List.of("0", "1", "2"), new double[] {0.5, 0.2, 0}, new double[] {0.5, 0.1, 0});
    }

    @Test
    void aSurfaceTurns() throws IOException {
        var gif = folder.resolve("turn.gif");
        assertThat(cli.run("animate", surface, "--frames", "3", "--width", "300", "--height", "240", "--out", gif))
                .isZero();
        assertThat(frames(gif)).isEqualTo(3);
        assertThat(cli.out()).contains("turn.gif");
    }

    @Test
    void anOptimizerMovesAlongTrajectoriesOfEitherForm() throws IOException {
        var csv = folder.resolve("way.csv");
        var hdf = folder.resolve("way.h5");
        TrajectoryCsv.write(csv, way());
        TrajectoryHdf5.write(hdf, way());
        for (var file : List.of(csv, hdf)) {
            var gif = folder.resolve("path.gif");
            assertThat(cli.run(
                            "animate", surface, "--trajectory", file, "--frames", "5", "--scale", "0.5", "--out", gif))
                    .isZero();
            assertThat(frames(gif)).isEqualTo(5);
        }
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        assertThat(cli.run("animate", surface, "--kind", "path")).isEqualTo(2);
        assertThat(cli.err()).contains("--trajectory");
        assertThat(cli.run("animate", surface, "--kind", "waltz")).isEqualTo(2);
        assertThat(cli.run("animate", surface, "--frames", "1")).isEqualTo(2);
        assertThat(cli.run("animate", surface, "--out", folder.resolve("a.png")))
                .isEqualTo(2);
        assertThat(cli.run("animate", folder.resolve("none.h5"))).isEqualTo(1);
    }
}
