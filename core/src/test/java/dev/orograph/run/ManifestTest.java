package dev.orograph.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    enum Decay {
        CONSTANT,
        COSINE
    }

    record Seeds(long weights, long order) {}

    record Optimizer(String name, double learningRate, float momentum, Decay decay) {
        /** An answer, not a setting: it must not get into the manifest. */
        public boolean isAdaptive() {
            return name.equals("adam");
        }
    }

    record Settings(
            String model,
            List<Integer> widths,
            Optimizer optimizer,
            Seeds seeds,
            boolean shuffle,
            @Nullable Integer limit) {}

    private static final Settings SETTINGS = new Settings(
            "mlp",
            List.of(64, 10),
            new Optimizer("adam", 1e-3, 0.1f, Decay.COSINE),
            new Seeds(Long.MAX_VALUE, -3),
            true,
            null);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choosePlace() {
        file = folder.resolve("run.json");
    }

    private static Manifest manifest() {
        return Manifest.of("train", SETTINGS)
                .withDigest("data.train", "00ff")
                .with(Provenance.NONE.with("version.orograph", "1.2.3").with("threads", 2));
    }

    private String write() throws IOException {
        Files.write(file, manifest().encode());
        return Files.readString(file);
    }

    @Test
    void comesBackEqual() throws IOException {
        var manifest = manifest();
        Files.write(file, manifest.encode());
        var read = Manifest.read(file);
        assertThat(read).isEqualTo(manifest);
        assertThat(read.encode()).isEqualTo(manifest.encode());
        assertThat(read.settings(Settings.class)).isEqualTo(SETTINGS);
    }

    record Extended(String model, Optional<Seeds> added, Optional<Integer> number) {}

    @Test
    void onlyOptionalSettingsMayBeMissing() {
        var older = ManifestJson.tree(Map.of("model", "mlp"));
        assertThat(ManifestJson.convert(older, Extended.class))
                .isEqualTo(new Extended("mlp", Optional.empty(), Optional.empty()));
        var incomplete = ManifestJson.tree(Map.of("added", Map.of("weights", 1)));
        assertThatThrownBy(() -> ManifestJson.convert(incomplete, Extended.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'added.order'");
        var whole = new Extended("mlp", Optional.of(new Seeds(1, 2)), Optional.of(3));
        assertThat(ManifestJson.convert(ManifestJson.tree(whole), Extended.class))
                .isEqualTo(whole);
    }

    @Test
    void hasItsFieldsInAFixedOrder() {
        var manifest = new Manifest(
                "survey",
                Instant.parse("2026-01-31T12:00:00.123456Z"),
                ManifestJson.tree(new Optimizer("sgd", 0.1, 0.9f, Decay.CONSTANT)),
                Map.of("data", "00"),
                Provenance.NONE.with("threads", 1));
        assertThat(new String(manifest.encode(), StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                        {
                          "version" : 1,
                          "kind" : "survey",
                          "created" : "2026-01-31T12:00:00Z",
                          "settings" : {
                            "name" : "sgd",
                            "learningRate" : 0.1,
                            "momentum" : 0.9,
                            "decay" : "CONSTANT"
                          },
                          "digests" : {
                            "data" : "00"
                          },
                          "provenance" : {
                            "threads" : "1"
                          }
                        }
                        """);
    }

    @Test
    void isNotChangedThroughItsSettings() {
        var manifest = manifest();
        manifest.settings().put("model", "lenet");
        assertThat(manifest.settings(Settings.class)).isEqualTo(SETTINGS);
    }

    @Test
    void knowsWhetherAnotherDescribesTheSameRun() {
        var manifest = manifest();
        assertThat(manifest.describesSameRun(
                        new Manifest("train", Instant.EPOCH, manifest.settings(), manifest.digests(), Provenance.NONE)))
                .isTrue();
        assertThat(manifest.describesSameRun(manifest.withDigest("data.train", "ff")))
                .isFalse();
        assertThat(manifest.describesSameRun(Manifest.of("train", Map.of()))).isFalse();
    }

    @Test
    void namesTheSettingThatDoesNotFit() throws IOException {
        var text = write();
        for (var change : List.of(
                List.of("\"learningRate\" : 0.001", "\"learningRate\" : \"fast\"", "optimizer.learningRate"),
                List.of("\"learningRate\" : 0.001", "\"learningRate\" : null", "optimizer.learningRate"),
                List.of("\"learningRate\" : 0.001,", "", "learningRate"),
                List.of("\"learningRate\"", "\"learningrate\"", "learning"),
                List.of("\"COSINE\"", "\"SINE\"", "optimizer.decay"),
                List.of("[ 64, 10 ]", "[ 64, 10.5 ]", "widths.1"),
                List.of("true", "\"yes\"", "shuffle"))) {
            assertThat(text).contains(change.get(0));
            Files.writeString(file, text.replace(change.get(0), change.get(1)));
            var manifest = Manifest.read(file);
            assertThatThrownBy(() -> manifest.settings(Settings.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("setting")
                    .hasMessageContaining(change.get(2));
        }
    }

    @Test
    void namesTheFieldThatIsWrong() throws IOException {
        var text = write();
        for (var change : List.of(
                List.of("\"version\" : 1", "\"version\" : 2", "field 'version' of " + file + " is 2"),
                List.of("\"version\" : 1", "\"version\" : \"1\"", "field 'version'"),
                List.of("\"kind\" : \"train\",", "", "field 'kind' of " + file + " is missing"),
                List.of("\"train\"", "7", "field 'kind' of " + file + " is not text"),
                List.of("\"created\" : \"2", "\"created\" : \"x2", "field 'created'"),
                List.of("\"digests\"", "\"digest\"", "field 'digest' of " + file + " is unknown"),
                List.of("\"00ff\"", "3", "field 'digests.data.train' of " + file + " is not text"))) {
            assertThat(text).contains(change.get(0));
            Files.writeString(file, text.replace(change.get(0), change.get(1)));
            assertThatThrownBy(() -> Manifest.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(change.get(2));
        }
    }

    @Test
    void refusesATruncatedFileAtEveryLength() throws IOException {
        var text = write().strip();
        for (int length = 0; length < text.length(); length++) {
            Files.writeString(file, text.substring(0, length));
            assertThatThrownBy(() -> Manifest.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void refusesWhatIsNoManifest() throws IOException {
        assertThatThrownBy(() -> Manifest.read(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Manifest.read(folder)).isInstanceOf(IOException.class);
        Files.writeString(file, "[1, 2]");
        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a JSON object");
        assertThatThrownBy(() -> Manifest.of("train", List.of(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
