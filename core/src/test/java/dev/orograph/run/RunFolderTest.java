package dev.orograph.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Manifest MANIFEST = Manifest.of("train", Map.of("seed", 7));

    @TempDir
    Path runs;

    private Path place;

    @BeforeEach
    void choosePlace() {
        place = runs.resolve("nested/a");
    }

    private static NamedArrays arrays(String name, float... values) {
        return NamedArrays.of(List.of(NamedArray.of(name, Shape.of(values.length), values)));
    }

    private static float first(NamedArrays arrays, String name) {
        return Objects.requireNonNull(arrays.find(name)).data().getFloat(0);
    }

    private static MetricsRecord record(long step) {
        return new MetricsRecord("step", step, 0, Map.of("loss", 1.0 / step), step);
    }

    @Test
    void opensWhatItCreated() throws IOException {
        var created = RunFolder.create(place, MANIFEST);
        assertThat(created.name()).isEqualTo("a");
        assertThat(RunFolder.open(place).manifest()).isEqualTo(MANIFEST);
        assertThat(RunFolder.children(place, name -> true)).containsExactly(created.manifestFile());
    }

    @Test
    void refusesAFolderThatIsInUseAndSuggestsAnother() throws IOException {
        RunFolder.create(place, MANIFEST);
        Files.createDirectory(runs.resolve("nested/a-2"));
        assertThatThrownBy(() -> RunFolder.create(place, MANIFEST))
                .isInstanceOf(IOException.class)
                .hasMessage(place + " already holds a run; resume it, or choose another name, such as "
                        + runs.resolve("nested/a-3"));
        var other = Files.createDirectory(runs.resolve("photos"));
        Files.writeString(other.resolve("cat.txt"), "meow");
        assertThatThrownBy(() -> RunFolder.create(other, MANIFEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not empty and holds no run")
                .hasMessageEndingWith(runs.resolve("photos-2").toString());
        assertThatThrownBy(() -> RunFolder.create(other.resolve("cat.txt"), MANIFEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a file; choose another name");
    }

    @Test
    void beginsWhereAnEarlierOneWasKilledBeforeItsManifest() throws IOException {
        Files.createDirectories(place);
        Files.writeString(place.resolve(".lock"), "1\n");
        Files.writeString(place.resolve(".orograph-1.tmp"), "{");
        RunFolder.create(place, MANIFEST).writer().close();
        assertThat(RunFolder.children(place, name -> true)).containsExactly(place.resolve("run.json"));
    }

    @Test
    void saysWhyARunCannotBeOpened() throws IOException {
        assertThatThrownBy(() -> RunFolder.open(place))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no run " + place);
        Files.createDirectories(place);
        assertThatThrownBy(() -> RunFolder.open(place))
                .isInstanceOf(IOException.class)
                .hasMessage(place + " is not a run: it has no run.json");
        Files.writeString(place.resolve("run.json"), "{\"version\": 1, ");
        assertThatThrownBy(() -> RunFolder.open(place))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run.json is truncated or not valid JSON");
    }

    @Test
    void listsRunsByName() throws IOException {
        assertThat(RunFolder.list(runs.resolve("none"))).isEmpty();
        RunFolder.create(runs.resolve("b"), MANIFEST);
        RunFolder.create(runs.resolve("a"), MANIFEST);
        Files.createDirectory(runs.resolve("other"));
        assertThat(RunFolder.list(runs)).containsExactly(runs.resolve("a"), runs.resolve("b"));
    }

    @Test
    void refusesASecondWriter() throws IOException {
        var run = RunFolder.create(place, MANIFEST);
        try (var writer = run.writer()) {
            assertThat(writer.folder()).isSameAs(run);
            assertThatThrownBy(() -> RunFolder.open(place).writer())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(place + " is being written by process "
                            + ProcessHandle.current().pid());
            assertThat(RunFolder.open(place).metrics().records()).isEmpty();
        }
        run.writer().close();
    }

    @Test
    void listsCheckpointsByNumber() throws IOException {
        var run = RunFolder.create(place, MANIFEST);
        assertThat(run.checkpoints()).isEmpty();
        assertThat(run.lastCheckpoint()).isEmpty();
        try (var writer = run.writer()) {
            for (int epoch : new int[] {10_000, 3, 200, 9999}) {
                writer.checkpoint(epoch, arrays("w", epoch), arrays("m", 1));
            }
        }
        assertThat(run.checkpoints()).extracting(Checkpoint::epoch).containsExactly(3, 200, 9999, 10_000);
        assertThat(run.checkpoints().get(0).file()).isEqualTo(place.resolve("checkpoints/epoch-0003.safetensors"));
        assertThat(run.lastCheckpoint()).map(Checkpoint::epoch).hasValue(10_000);
        assertThat(run.optimizerFile(3)).exists();
        assertThat(first(run.weights(200), "w")).isEqualTo(200);
        assertThatThrownBy(() -> run.weights(4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no checkpoint of epoch 4; it has [3, 200, 9999, 10000]");
    }

    @Test
    void resumesWithTheMetricsThatBelongToThePoint() throws IOException {
        var run = RunFolder.create(place, MANIFEST);
        byte[] unbroken;
        try (var writer = run.writer()) {
            writer.begin();
            for (int step = 1; step <= 3; step++) {
                writer.metrics().append(record(step));
            }
            writer.save(
                    new ResumePoint(3, 1, arrays("w", 3), arrays("w", 30), arrays("w", 300), Map.of("best", "0.5")));
            writer.metrics().append(record(4));
            writer.metrics().append(record(5));
            unbroken = Files.readAllBytes(run.metricsFile());
        }
        // what a kill leaves
        Files.write(run.metricsFile(), "{\"event\":\"st".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        Files.writeString(place.resolve("checkpoints/.orograph-x.tmp"), "half");
        try (var writer = RunFolder.open(place).writer()) {
            var point = writer.resume().orElseThrow();
            assertThat(point.step()).isEqualTo(3);
            assertThat(point.epoch()).isEqualTo(1);
            assertThat(point.notes()).containsExactly(Map.entry("best", "0.5"));
            assertThat(first(point.weights(), "w")).isEqualTo(3);
            assertThat(first(point.optimizer(), "w")).isEqualTo(30);
            assertThat(first(point.average(), "w")).isEqualTo(300);
            assertThat(writer.metrics().size()).isEqualTo(3);
            writer.metrics().append(record(4));
            writer.metrics().append(record(5));
            assertThat(run.metricsFile()).hasBinaryContent(unbroken);
            writer.finish();
        }
        assertThat(place.resolve("checkpoints")).isEmptyDirectory();
        assertThat(run.resumePoint()).isEmpty();
    }

    @Test
    void beginsAgainWhenNoPointWasSaved() throws IOException {
        var run = RunFolder.create(place, MANIFEST);
        try (var writer = run.writer()) {
            assertThatThrownBy(writer::metrics).isInstanceOf(IllegalStateException.class);
            writer.begin();
            writer.metrics().append(record(1));
        }
        try (var writer = run.writer()) {
            assertThat(writer.resume()).isEmpty();
            writer.begin();
            assertThat(writer.metrics().size()).isZero();
        }
    }

    @Test
    void refusesToResumeFromWhatIsDamaged() throws IOException {
        var run = RunFolder.create(place, MANIFEST);
        try (var writer = run.writer()) {
            writer.begin();
            writer.metrics().append(record(1));
            writer.save(new ResumePoint(1, 0, arrays("w", 1), arrays("m", 1), NamedArrays.of(List.of()), Map.of()));
        }
        Files.writeString(run.metricsFile(), "");
        try (var writer = run.writer()) {
            assertThatThrownBy(writer::resume)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has only 0 records but had 1");
        }
        Files.copy(writeCheckpoint(run), run.resumeFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(run::resumePoint).isInstanceOf(IOException.class).hasMessageContaining("is no resume point");
    }

    private static Path writeCheckpoint(RunFolder run) throws IOException {
        try (var writer = run.writer()) {
            return writer.checkpoint(0, arrays("w", 1)).file();
        }
    }

    @Test
    void keepsAJournalUntilItsSurfaceIsWritten() throws IOException {
        var run = RunFolder.create(place, MANIFEST);
        var grid = Grid.of(Axis.parse("x", "-1:1:3"));
        try (var writer = run.writer()) {
            try (var journal = writer.journal("test-1", "{}", 1, () -> "")) {
                journal.append(0, 1.5);
                assertThat(run.unfinishedSurfaces()).containsExactly("test-1");
                assertThat(run.surfaces()).isEmpty();
            }
            var surface = Surface.complete(grid, Map.of("train_loss", new double[] {1.5, 1, 2}), Provenance.NONE);
            var file = writer.surface("test-1", surface);
            assertThat(file).isEqualTo(place.resolve("surfaces/test-1.h5"));
        }
        assertThat(run.surfaces()).containsExactly("test-1");
        assertThat(run.unfinishedSurfaces()).isEmpty();
        assertThat(SurfaceHdf5.read(run.surfaceFile("test-1")).value("train_loss", 0))
                .isEqualTo(1.5);
    }

    @Test
    void refusesNamesThatLeaveTheFolder() throws IOException {
        var run = RunFolder.create(place, MANIFEST);
        for (var name : List.of("", "../x", "a/b", ".hidden", "a b")) {
            assertThatThrownBy(() -> run.surfaceFile(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
