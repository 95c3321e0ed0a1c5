package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.format.CurvatureJson;
import dev.orograph.format.Safetensors;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.run.RunFolder;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Schedules, learning rates and averages from the command line to maps of averaged weights. */
class TrainingCommandsTest {
    /** Sums of float32 over other blocks of samples. */
    private static final double ROUNDING = 2e-6;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    @BeforeEach
    void makesAnAveragedRun() {
        assertThat(cli.run(
                        "train",
                        "--model=mlp",
                        "--widths=8",
                        "--limit=200",
                        "--batch-size=20",
                        "--epochs=3",
                        "--threads=1",
                        "--schedule=plateau:patience=0,threshold=0.9,factor=0.5",
                        "--loss=cross-entropy:smoothing=0.1",
                        "--averaging=swa:start=1,steps=5",
                        "--run",
                        run()))
                .as(cli::err)
                .isZero();
    }

    private Path run() {
        return folder.resolve("run");
    }

    @Test
    void averagesAreRecordedAndKept() throws IOException {
        assertThat(cli.out()).contains("test averaged loss");
        var run = RunFolder.open(run());
        assertThat(run.averagedFile(1)).doesNotExist();
        assertThat(run.averagedFile(2)).exists();
        assertThat(run.checkpoints()).hasSize(4);
        assertThat(Objects.requireNonNull(Safetensors.read(run.optimizerFile(3)).metadata())
                        .get("learning_rate_reduction"))
                .isEqualTo("0.25");
        assertThat(cli.run("show", run())).isZero();
        assertThat(cli.out()).contains("test_averaged_loss", "plateau:factor=0.5,patience=0,threshold=0.9");
    }

    @Test
    void averagedWeightsAreMappedAndAnalysed() throws IOException {
        var records = RunFolder.open(run()).metrics().records();
        var last = records.get(records.size() - 1).values();
        double averaged = Objects.requireNonNull(last.get("train_averaged_loss"));
        assertThat(cli.run("landscape", run(), "--averaged", "--x=-1:1:3", "--split=train", "--no-figures"))
                .as(cli::err)
                .isZero();
        var surface = SurfaceHdf5.read(RunFolder.open(run()).surfaceFile("random-3-averaged"));
        assertThat(surface.values("train_loss")[1]).isCloseTo(averaged, within(ROUNDING));
        assertThat(cli.run("curvature", run(), "--averaged", "--top=1", "--no-figures"))
                .as(cli::err)
                .isZero();
        var report = CurvatureJson.read(RunFolder.open(run()).curvatureFile("hessian-averaged"));
        assertThat(report.points().get(0).loss()).isCloseTo(averaged, within(ROUNDING));
        assertThat(cli.run("curvature", run(), "--averaged", "--over-epochs", "--top=1", "--no-figures"))
                .as(cli::err)
                .isZero();
        report = CurvatureJson.read(RunFolder.open(run()).curvatureFile("hessian-averaged-over-epochs"));
        assertThat(report.points()).hasSize(2);
    }

    /** η = 0.001, halved after each but the first of the three epochs. */
    @Test
    void thresholdsOfStabilityKnowTheReducedRate() {
        assertThat(cli.run("curvature", run(), "--top=1", "--no-figures"))
                .as(cli::err)
                .isZero();
        assertThat(cli.out()).contains("is stable below (2+2β₁)/((1-β₁)η) = 1.520e+05");
    }

    @Test
    void sendsAwayWhoAsksForAveragesThatAreNotThere() {
        assertThat(cli.run("landscape", run(), "--averaged", "--epoch=1")).isEqualTo(2);
        assertThat(cli.err())
                .contains("has no averaged weights of epoch 1; choose a later --epoch, or train with --averaging");
        assertThat(cli.run("landscape", "--averaged", "--model=mlp", "--data=digits"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("--averaged chooses averaged weights of a RUN, but no RUN is given");
    }

    @Test
    void findsALearningRate() {
        assertThat(cli.run("find-lr", "--optimizer=sgd:momentum=0.9", "--threads=1", "--out", folder))
                .as(cli::err)
                .isZero();
        assertThat(cli.out()).contains("valley", "steepest", "minimum / 10", "the loss exploded at rate");
        assertThat(folder.resolve("learning-rate.svg")).isNotEmptyFile();
        assertThat(folder.resolve("learning-rate.png")).isNotEmptyFile();
        assertThat(cli.run("find-lr", "--threads=1", "--no-figures", "--steps=40", "--range=1e-5:1", "--json"))
                .isZero();
        var found = JsonMapper.shared().readTree(cli.out());
        assertThat(found.path("points").path(0).path("rate").doubleValue()).isEqualTo(1e-5);
        assertThat(found.path("suggestions").path("valley").doubleValue()).isPositive();
    }

    @Test
    void trainsWithTheRateThatWasFound() throws IOException {
        var path = folder.resolve("found");
        assertThat(cli.run("train", "--optimizer=sgd", "--lr=find", "--threads=1", "--epochs=1", "--run", path))
                .as(cli::err)
                .isZero();
        var experiment = RunFolder.open(path).manifest().settings(Experiment.class);
        double rate = experiment.training().optimizer().learningRate();
        assertThat(rate).isBetween(1e-4, 2.0);
        assertThat(cli.err()).contains("learning rate " + RateFinding.text(rate));
    }

    @Test
    void saysWhatIsWrongWithARange() {
        assertThat(cli.run("find-lr", "--range=1e-3")).isEqualTo(2);
        assertThat(cli.err()).contains("--range '1e-3' must be two numbers, as in --range 1e-6:1");
        assertThat(cli.run("find-lr", "--range=1:0.1")).isEqualTo(2);
        assertThat(cli.err()).contains("learning rates from 1.0 to 0.1 must be above 0 and rise");
    }

    @Test
    void drawsSchedules() {
        assertThat(cli.run("schedule", "cosine:warmup=2", "plateau", "--epochs=10", "--lr=0.5", "--out", folder))
                .as(cli::err)
                .isZero();
        assertThat(cli.out()).contains("cosine:warmup=2", "0.5");
        assertThat(cli.err()).contains("the schedule plateau depends on the losses of a training");
        assertThat(folder.resolve("schedules.svg")).isNotEmptyFile();
        assertThat(cli.run("schedule", "step:every=2", "--epochs=4", "--steps-per-epoch=1", "--json"))
                .isZero();
        assertThat(JsonMapper.shared().readTree(cli.out()).path(0).path("rates").toString())
                .isEqualTo("[1.0,1.0,0.1,0.1]");
        assertThat(cli.run("schedule", "linear")).isEqualTo(2);
    }
}
