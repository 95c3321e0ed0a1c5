package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    /** In a process of its own, whose Java heap is all there from the start, so that only native memory can grow. */
    @Test
    void lastFiveHundredOfAThousandStepsNeedNoMoreMemory(@TempDir Path folder)
            throws IOException, InterruptedException {
        // Only Linux tells a process's resident memory in a file; elsewhere there is nothing to check.
        if (Files.exists(Path.of("/proc/self/status"))) {
            var output = folder.resolve("output.txt");
            var process = TrainingProcess.start(output, TrainingProcess.Measured.class);
            assertThat(process.waitFor())
                    .as(() -> TrainingProcess.text(output))
                    .isBetween(TrainingProcess.MEASURED, TrainingProcess.MEASURED + 4);
        }
    }
}
