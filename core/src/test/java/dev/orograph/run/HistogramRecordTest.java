package dev.orograph.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.measurement.Histogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that hold more than numbers. */
class HistogramRecordTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static final Histogram HISTOGRAM = Histogram.of(new double[] {-1, 0, 0.5, 3, Double.NaN}, 4);

    private static List<MetricsRecord> records() {
        return List.of(
                new MetricsRecord("step", 1, 0, Map.of("loss", 0.5), 1),
                HistogramRecord.of(1, 0, "weights/a", HISTOGRAM, 1.5),
                new MetricsRecord(
                        "alarm",
                        2,
                        0,
                        Map.of("value", Double.NaN),
                        Map.of("alarm", "nan", "message", "a \"loss\" is NaN"),
                        Map.of(),
                        2));
    }

    private Path log(List<MetricsRecord> records) throws IOException {
        var file = folder.resolve("metrics.jsonl");
        try (var log = MetricsLog.open(file)) {
            for (var record : records) {
                log.append(record);
            }
        }
        return file;
    }

    @Test
    void textsAndListsComeBack() throws IOException {
        var read = Metrics.read(log(records()));
        assertThat(read.records()).isEqualTo(records());
        var record = read.records().get(1);
        var histogram = HistogramRecord.histogram(record);
        assertThat(HistogramRecord.name(record)).isEqualTo("weights/a");
        assertThat(histogram.counts()).isEqualTo(HISTOGRAM.counts());
        assertThat(histogram.edges()).isEqualTo(HISTOGRAM.edges());
        assertThat(histogram.moments()).isEqualTo(HISTOGRAM.moments());
    }

    @Test
    void countsAreWholeNumbersInTheFile() throws IOException {
        var line = Files.readAllLines(log(records())).get(1);
        assertThat(line).contains("\"name\":\"weights/a\"").contains("\"counts\":[1,2,0,1]");
    }

    @Test
    void refusesRecordsOfAnotherKind() throws IOException {
        assertThatThrownBy(() -> HistogramRecord.histogram(records().get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the histogram of step 1 has no number 'low'");
        var file = folder.resolve("metrics.jsonl");
        Files.writeString(file, "{\"event\":\"alarm\",\"step\":1,\"epoch\":0,\"a\":[1,\"b\"],\"seconds\":0}\n");
        assertThatThrownBy(() -> Metrics.read(file)).hasMessageContaining("'a' is not a list of numbers");
    }

    @Test
    void anEventFileIsTheSameWrittenAtOnceOrByAndBy() throws IOException {
        var created = Instant.ofEpochSecond(1_000_000);
        var whole = folder.resolve("whole.tfevents");
        EventFile.write(whole, created, new Metrics(records()));
        var grown = folder.resolve("grown.tfevents");
        try (var events = EventFile.open(grown, created, new Metrics(records().subList(0, 1)))) {
            events.add(records().get(1));
            events.add(records().get(2));
        }
        assertThat(grown).hasSameBinaryContentAs(whole);
        assertThat(Files.size(whole)).isEqualTo(294);
    }
}
