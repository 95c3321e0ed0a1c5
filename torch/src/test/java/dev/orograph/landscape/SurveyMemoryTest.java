package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyMemoryTest {
    private static final long MOST_BYTES = 5_000_000;

    @Test
    void lastFiveHundredOfAThousandPointsNeedNoMoreMemory(@TempDir Path folder)
            throws IOException, InterruptedException {
        // Only Linux tells a process's resident memory in a file; elsewhere there is nothing to check.
        if (Files.exists(Path.of("/proc/self/status"))) {
            var output = folder.resolve("output.txt");
            int status = SurveyProcess.start(output).waitFor();
            var lines = Files.readAllLines(output);
            assertThat(status).as(() -> String.join("\n", lines)).isZero();
            // newer Java versions warn about native code between the lines
            assertThat(lines.stream().filter(line -> line.matches("[a-z-]+ -?[0-9]+")))
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(bytes(line)).as(line).isLessThan(MOST_BYTES));
        }
    }

    private static long bytes(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }
}
