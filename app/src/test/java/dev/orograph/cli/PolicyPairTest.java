package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyPairTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    @Test
    void mapsTwoPoliciesAndTheirDifference() throws IOException {
        var run = folder.resolve("run");
        assertThat(cli.run(
                        "train", "--data", "digits", "--model", "resnet20", "--limit", 64, "--epochs", 1, "--run", run))
                .as(cli.err())
                .isZero();
        assertThat(cli.run(
                        "landscape",
                        run,
                        "--x=-1:1:3",
                        "--y=-1:1:3",
                        "--name",
                        "two",
                        "--batch-norm",
                        "frozen,re-estimated:32:16"))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).contains("Under frozen and re-estimated:32:16 the train_loss differs by");
        assertThat(run.resolve("figures")).isDirectoryContaining("glob:**two-train_loss-difference.png");
        var frozen = SurfaceHdf5.read(run.resolve("surfaces/two-frozen.h5"));
        var estimated = SurfaceHdf5.read(run.resolve("surfaces/two-re-estimated.h5"));
        assertThat(estimated.grid()).isEqualTo(frozen.grid());
        assertThat(estimated.values("train_loss")).isNotEqualTo(frozen.values("train_loss"));
        assertThat(estimated.trust().figures().get("train_centre_difference")).isLessThan(1e-5);
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThat(cli.run("landscape", folder, "--batch-norm", "frozen,frozen"))
                .isNotZero();
        assertThat(cli.run("landscape", folder, "--batch-norm", "frozen,batch,interpolated"))
                .isNotZero();
    }
}
