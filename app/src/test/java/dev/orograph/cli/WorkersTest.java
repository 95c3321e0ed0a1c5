package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Surface;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    /** A network of affine layers, and one of convolutions and batch norm. */
    @ParameterizedTest
    @ValueSource(strings = {"mlp", "resnet20"})
    void theirNumberChangesNoBitOfASurface(String model) throws IOException {
        var path = folder.resolve("run");
        assertThat(cli.run("train", "--model", model, "--limit", 50, "--epochs", 0, "--run", path))
                .as(cli::err)
                .isZero();
        var one = survey(path, 1);
        var two = survey(path, 2);
        assertThat(one.quantityNames()).contains("train_loss", "train_acc", "test_loss", "test_acc");
        for (var quantity : one.quantityNames()) {
            assertThat(bits(two, quantity)).as(quantity).isEqualTo(bits(one, quantity));
        }
    }

    private Surface survey(Path path, int threads) throws IOException {
        var name = "workers-" + threads;
        assertThat(cli.run(
                        "landscape",
                        path,
                        "--x=-1:1:7",
                        "--y=-1:1:5",
                        "--split",
                        "both",
                        "--threads",
                        threads,
                        "--name",
                        name,
                        "--no-figures"))
                .as(cli::err)
                .isZero();
        return SurfaceHdf5.read(RunFolder.open(path).surfaceFile(name));
    }

    private static long[] bits(Surface surface, String quantity) {
        return Arrays.stream(surface.values(quantity))
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }
}
