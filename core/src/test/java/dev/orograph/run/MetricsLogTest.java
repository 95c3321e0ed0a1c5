package dev.orograph.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choosePlace() {
        file = folder.resolve("metrics.jsonl");
    }

    private static MetricsRecord step(long step, double loss) {
        return new MetricsRecord("step", step, (int) (step / 10), Map.of("loss", loss), 0.25);
    }

    private void write(long... steps) throws IOException {
        try (var log = MetricsLog.open(file)) {
            for (long step : steps) {
                log.append(step(step, 1.0 / (1 + step)));
            }
        }
    }

    @Test
    void writesOneObjectPerLineWithNumbersThatPythonReads() throws IOException {
        var values = new LinkedHashMap<String, Double>();
        values.put("train_loss", Double.NaN);
        values.put("up", Double.POSITIVE_INFINITY);
        values.put("down", Double.NEGATIVE_INFINITY);
        values.put("zero", -0.0);
        values.put("tenth", 0.1);
        var record = new MetricsRecord("epoch", 12, 3, values, 1.5);
        try (var log = MetricsLog.open(file)) {
            log.append(record);
            assertThat(log.size()).isEqualTo(1);
        }
        assertThat(file)
                .hasContent("{\"event\":\"epoch\",\"step\":12,\"epoch\":3,\"train_loss\":NaN,\"up\":Infinity,"
                        + "\"down\":-Infinity,\"zero\":-0.0,\"tenth\":0.1,\"seconds\":1.5}\n");
        assertThat(Metrics.read(file).records()).containsExactly(record);
        assertThat(Metrics.read(file).names("epoch")).containsExactly("train_loss", "up", "down", "zero", "tenth");
    }

    @Test
    void yieldsSeriesByName() throws IOException {
        write(0, 10, 20);
        try (var log = MetricsLog.open(file)) {
            log.append(new MetricsRecord("epoch", 20, 2, Map.of("loss", 9.0, "accuracy", 50.0), 1));
        }
        var metrics = Metrics.read(file);
        assertThat(metrics.byStep("step", "loss").x()).containsExactly(0, 10, 20);
        assertThat(metrics.byStep("step", "loss").y()).containsExactly(1, 1.0 / 11, 1.0 / 21);
        assertThat(metrics.byEpoch("epoch", "accuracy").x()).containsExactly(2);
        assertThat(metrics.byEpoch("epoch", "none").size()).isZero();
    }

    @Test
    void hasNoRecordsBeforeItExists() throws IOException {
        assertThat(Metrics.read(file).records()).isEmpty();
    }

    @Test
    void losesOnlyTheLineThatWasBeingWritten() throws IOException {
        write(1, 2, 3);
        var all = Metrics.read(file).records();
        var bytes = Files.readAllBytes(file);
        for (int length = 0; length <= bytes.length; length++) {
            var torn = Arrays.copyOf(bytes, length);
            Files.write(file, torn);
            int whole = (int) new String(torn, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(Metrics.read(file).records()).isEqualTo(all.subList(0, whole));
            try (var log = MetricsLog.open(file)) {
                assertThat(log.size()).isEqualTo(whole);
                for (var record : all.subList(whole, all.size())) {
                    log.append(record);
                }
            }
            assertThat(file).hasBinaryContent(bytes);
        }
    }

    @Test
    void dropsWhatCameAfterAStep() throws IOException {
        write(1, 2, 2, 3, 4);
        try (var log = MetricsLog.openAfterStep(file, 2)) {
            assertThat(log.size()).isEqualTo(3);
            log.append(step(3, 7));
        }
        assertThat(Metrics.read(file).byStep("step", "loss").x()).containsExactly(1, 2, 2, 3);
        try (var log = MetricsLog.openAfterStep(file, 100)) {
            assertThat(log.size()).isEqualTo(4);
        }
    }

    @Test
    void namesTheLineThatIsNoRecord() throws IOException {
        write(1);
        var good = Files.readString(file);
        for (var bad : List.of(
                "{",
                "",
                "[]",
                "3",
                "{} {}",
                "{\"event\":\"step\"}",
                "{\"event\":1,\"step\":1,\"epoch\":0,\"seconds\":0}",
                "{\"event\":\"step\",\"step\":-1,\"epoch\":0,\"seconds\":0}",
                "{\"event\":\"step\",\"step\":1.5,\"epoch\":0,\"seconds\":0}",
                "{\"event\":\"step\",\"step\":1,\"epoch\":3000000000,\"seconds\":0}",
                "{\"event\":\"step\",\"step\":1,\"step\":1,\"epoch\":0,\"seconds\":0}",
                "{\"event\":\"step\",\"step\":1,\"epoch\":0,\"loss\":\"low\",\"seconds\":0}")) {
            Files.writeString(file, good + bad + "\n" + good);
            assertThatThrownBy(() -> MetricsLog.open(file))
                    .as(bad)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("line 2 of " + file + " is not ");
        }
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> MetricsLog.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void refusesReservedNamesAndNegativeNumbers() {
        assertThatThrownBy(() -> new MetricsRecord("step", 1, 0, Map.of("seconds", 1.0), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MetricsRecord("step", -1, 0, Map.of(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MetricsRecord(" ", 1, 0, Map.of(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
