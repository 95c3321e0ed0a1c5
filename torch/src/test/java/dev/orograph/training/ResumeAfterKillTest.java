package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.optimize.OptimizerTable;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeAfterKillTest {
    private static final int KILLS = 3;
    private static final long SEED = 1;

    @Test
    void trainingKilledAtAnyMomentsEndsAsAnUnbrokenOne(@TempDir Path folder) throws Exception {
        var unbroken = folder.resolve("unbroken");
        TrainingProcess.train(unbroken);
        var killed = folder.resolve("killed");
        var random = new Random(SEED);
        for (int i = 0; i < KILLS; i++) {
            killAfterSomeSteps(killed, random);
        }
        TrainingProcess.train(killed);
        assertSame(killed, unbroken);
    }

    /** All trainings run at once, so that each kill interrupts every one of them somewhere else. */
    @Test
    void everyOptimizerGoesOnAfterKills(@TempDir Path folder) throws Exception {
        var unbroken = folder.resolve("unbroken");
        assertThat(TrainingProcess.trainTable(unbroken)).isEmpty();
        var killed = folder.resolve("killed");
        for (int records = 40; records <= 80; records += 40) {
            killAllAfter(killed, records);
        }
        assertThat(TrainingProcess.trainTable(killed)).isEmpty();
        for (var row : OptimizerTable.rows().toList()) {
            assertSame(TrainingProcess.folder(killed, row), TrainingProcess.folder(unbroken, row));
        }
    }

    /** Starts or resumes the trainings and kills them once each has left so many records, but finished none. */
    private static void killAllAfter(Path folder, int records) throws IOException, InterruptedException {
        var output = folder.resolveSibling("output.txt");
        var process = TrainingProcess.start(output, TrainingProcess.RecordedTable.class, folder.toString());
        while (process.isAlive() && !allHave(folder, records)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(process.isAlive()).as(() -> TrainingProcess.text(output)).isTrue();
        process.destroyForcibly().waitFor();
        for (var row : OptimizerTable.rows().toList()) {
            assertThat(RunFolder.open(TrainingProcess.folder(folder, row)).checkpoints())
                    .as("unfinished training with %s", row)
                    .hasSizeLessThan(3);
        }
    }

    private static boolean allHave(Path folder, int records) {
        return OptimizerTable.rows().allMatch(row -> {
            var log = TrainingProcess.folder(folder, row).resolve("metrics.jsonl");
            try (var lines = Files.lines(log)) {
                return lines.count() >= records;
            } catch (IOException | UncheckedIOException notYet) {
                return false;
            }
        });
    }

    private static void assertSame(Path killed, Path unbroken) throws IOException {
        assertThat(metrics(killed)).isEqualTo(metrics(unbroken));
        for (var checkpoint : RunFolder.open(unbroken).checkpoints()) {
            int epoch = checkpoint.epoch();
            var other = RunFolder.open(killed);
            assertThat(other.path().resolve(unbroken.relativize(checkpoint.file())))
                    .hasSameBinaryContentAs(checkpoint.file());
            assertThat(other.optimizerFile(epoch))
                    .hasSameBinaryContentAs(RunFolder.open(unbroken).optimizerFile(epoch));
            var average = RunFolder.open(unbroken).averagedFile(epoch);
            assertThat(Files.exists(other.averagedFile(epoch))).isEqualTo(Files.exists(average));
            if (Files.exists(average)) {
                assertThat(other.averagedFile(epoch)).hasSameBinaryContentAs(average);
            }
        }
        assertThat(RunFolder.open(killed).checkpoints()).hasSize(3);
    }

    /** Starts or resumes the training and kills it without warning once the log has grown by a random length. */
    private static void killAfterSomeSteps(Path folder, Random random) throws IOException, InterruptedException {
        var log = folder.resolve("metrics.jsonl");
        long before = Files.exists(log) ? Files.size(log) : 0;
        long wanted = before + 500 + random.nextInt(8000);
        var output = folder.resolveSibling("output.txt");
        var process = TrainingProcess.start(output, TrainingProcess.Recorded.class, folder.toString());
        while (process.isAlive() && (!Files.exists(log) || Files.size(log) < wanted)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(3000));
        assertThat(process.isAlive()).as(() -> TrainingProcess.text(output)).isTrue();
        process.destroyForcibly().waitFor();
    }

    private static List<MetricsRecord> metrics(Path folder) throws IOException {
        return RunFolder.open(folder).metrics().records().stream()
                .map(record -> new MetricsRecord(record.event(), record.step(), record.epoch(), record.values(), 0))
                .toList();
    }
}
