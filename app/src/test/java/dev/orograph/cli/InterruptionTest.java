package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Surface;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Surveys and trainings that are stopped in every way end, after they are resumed, as if nothing had happened. */
class InterruptionTest {
    private static final int KILLS = 10;
    private static final long SEED = 1;

    /** Bytes of a journal's record of loss and accuracy. */
    private static final long RECORD = 28;

    private static final long CELLS = 51 * 51;

    private static final List<String> TRAINING = List.of(
            "--data",
            "digits",
            "--limit",
            "300",
            "--widths",
            "24",
            "--batch-size",
            "10",
            "--epochs",
            "40",
            "--threads",
            "1");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static RunFolder run;

    private final CommandLineFixture cli = new CommandLineFixture();

    @BeforeAll
    static void trainAndSurvey() throws IOException {
        var cli = new CommandLineFixture();
        var path = folder.resolve("run");
        assertThat(cli.run(train(path))).as(cli::err).isZero();
        run = RunFolder.open(path);
        assertThat(cli.run(survey("unbroken", 1))).as(cli::err).isZero();
    }

    private static Object[] train(Path path) {
        var arguments = new ArrayList<Object>(List.of("train", "--run", path));
        arguments.addAll(TRAINING);
        return arguments.toArray();
    }

    private static Object[] survey(String name, int threads) {
        return new Object[] {
            "landscape",
            run.path(),
            "--x=-1:1:51",
            "--y=-1:1:51",
            "--name",
            name,
            "--threads",
            threads,
            "--limit",
            600,
            "--no-figures"
        };
    }

    private static OrographProcess start(Object... arguments) throws IOException {
        return OrographProcess.start(folder.resolve("output.txt"), arguments);
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static Surface surface(String name) throws IOException {
        return SurfaceHdf5.read(run.surfaceFile(name));
    }

    private static void assertSameSurface(String name) throws IOException {
        var expected = surface("unbroken");
        var actual = surface(name);
        assertThat(actual.grid()).isEqualTo(expected.grid());
        assertThat(actual.quantityNames()).isEqualTo(expected.quantityNames()).isNotEmpty();
        for (var quantity : expected.quantityNames()) {
            assertThat(bits(actual, quantity)).as(quantity).isEqualTo(bits(expected, quantity));
        }
        for (int cell = 0; cell < expected.grid().cells(); cell++) {
            assertThat(actual.status(cell)).isEqualTo(expected.status(cell));
        }
        assertThat(run.journalFile(name)).doesNotExist();
    }

    private static long[] bits(Surface surface, String quantity) {
        return Arrays.stream(surface.values(quantity))
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }

    @Test
    void aSurveyKilledAtTenRandomMomentsIsTheUnbrokenOneToTheBit() throws IOException, InterruptedException {
        var random = new Random(SEED);
        var journal = run.journalFile("killed");
        for (int i = 0; i < KILLS; i++) {
            // so that the rest is shared by the kills to come
            long share = (CELLS * RECORD - size(journal)) / (KILLS - i + 1);
            long wanted = size(journal) + RECORD + random.nextInt(Math.toIntExact(share));
            var process = start(survey("killed", 1 + i % 2));
            process.awaitSize(journal, wanted);
            TimeUnit.MICROSECONDS.sleep(random.nextInt(3000));
            // 128 + 9: it was alive when it was killed.
            assertThat(process.kill()).as(process::text).isEqualTo(137);
            assertThat(run.surfaceFile("killed")).doesNotExist();
        }
        assertThat(cli.run(survey("killed", 2))).as(cli::err).isZero();
        assertSameSurface("killed");
    }

    @Test
    void theNumberOfWorkersChangesNothing() throws IOException {
        assertThat(cli.run(survey("workers", 3))).as(cli::err).isZero();
        assertSameSurface("workers");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskCostsNothingThatWasMeasured() throws IOException, InterruptedException {
        var process = OrographProcess.startWithSmallFiles(20, folder.resolve("output.txt"), survey("full", 2));
        assertThat(process.status()).isEqualTo(1);
        assertThat(process.text())
                .contains("orograph: cannot write to " + run.journalFile("full"))
                .contains("what it held before is kept")
                .doesNotContain("Exception");
        long kept = size(run.journalFile("full"));
        assertThat(kept).isBetween(9000L, 20L * 512);
        assertThat(cli.run(survey("full", 1))).as(cli::err).isZero();
        assertSameSurface("full");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anInterruptedSurveyStopsCleanlyAndGoesOn() throws IOException, InterruptedException {
        var journal = run.journalFile("interrupted");
        var process = start(survey("interrupted", 1));
        process.awaitSize(journal, 20 * RECORD);
        assertThat(cli.run(survey("interrupted", 1))).isEqualTo(1);
        assertThat(cli.err()).contains("is being written by process " + process.id());
        process.interrupt();
        assertThat(process.status()).as(process::text).isNotZero();
        assertThat(process.text())
                .contains("stopped; run the same command again to go on where it was")
                .doesNotContain("Exception");
        assertThat(size(journal)).isGreaterThan(20 * RECORD);
        assertThat(cli.run(survey("interrupted", 1))).as(cli::err).isZero();
        assertSameSurface("interrupted");
    }

    private static void assertSameTraining(Path path) throws IOException {
        var trained = RunFolder.open(path);
        assertThat(trained.checkpoints()).hasSize(41);
        for (var checkpoint : run.checkpoints()) {
            var other = trained.path().resolve(run.path().relativize(checkpoint.file()));
            assertThat(other).hasSameBinaryContentAs(checkpoint.file());
        }
    }

    @Test
    void aKilledTrainingGoesOnToTheSameWeights() throws IOException, InterruptedException {
        var path = folder.resolve("killed");
        var process = start(train(path));
        process.awaitSize(path.resolve("metrics.jsonl"), 20_000);
        assertThat(process.kill()).as(process::text).isEqualTo(137);
        assertThat(cli.run("train", "--resume", path)).as(cli::err).isZero();
        assertSameTraining(path);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anInterruptedTrainingStopsCleanlyAndGoesOn() throws IOException, InterruptedException {
        var path = folder.resolve("interrupted");
        var process = start(train(path));
        process.awaitSize(path.resolve("metrics.jsonl"), 20_000);
        process.interrupt();
        assertThat(process.status()).as(process::text).isNotZero();
        assertThat(process.text())
                .contains("go on with: orograph train --resume " + path)
                .doesNotContain("Exception");
        assertThat(RunFolder.open(path).resumePoint())
                .hasValueSatisfying(point -> assertThat(point.step()).isPositive());
        assertThat(cli.run("train", "--resume", path)).as(cli::err).isZero();
        assertSameTraining(path);
    }
}
