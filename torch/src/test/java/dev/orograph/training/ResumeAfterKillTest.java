package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.run.MetricsRecord;
import dev.orograph.run.RunFolder;
import java.io.IOException;
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
        assertThat(metrics(killed)).isEqualTo(metrics(unbroken));
        for (var checkpoint : RunFolder.open(unbroken).checkpoints()) {
            int epoch = checkpoint.epoch();
            var other = RunFolder.open(killed);
            assertThat(other.path().resolve(unbroken.relativize(checkpoint.file())))
                    .hasSameBinaryContentAs(checkpoint.file());
            assertThat(other.optimizerFile(epoch))
                    .hasSameBinaryContentAs(RunFolder.open(unbroken).optimizerFile(epoch));
            if (epoch > 0) {
                assertThat(other.averagedFile(epoch))
                        .hasSameBinaryContentAs(RunFolder.open(unbroken).averagedFile(epoch));
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
