package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code compare} on two small networks. */
class CompareCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    /** Trained once; every test works on a copy. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path trained;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeAll
    static void train() {
        var cli = new CommandLineFixture();
        for (var name : List.of("narrow", "wide", "other")) {
            int status = cli.run(
                    "train",
                    "--model=mlp",
                    "--widths=" + (name.equals("wide") ? 16 : 4),
                    "--data=blobs:samples=" + (name.equals("other") ? 90 : 60),
                    "--epochs=2",
                    "--batch-size=10",
                    "--run",
                    trained.resolve(name));
            assertThat(status).isZero();
        }
    }

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.walk(trained)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve(trained.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private int compare(Object... more) {
        var all = new ArrayList<Object>(List.of("compare", "--runs", folder, "--threads=2"));
        all.addAll(List.of(more));
        if (all.stream().noneMatch(argument -> argument.toString().startsWith("--x="))) {
            all.add("--x=-1:1:7");
        }
        return cli.run(all.toArray());
    }

    @Test
    void planesAreMappedAlikeAndComparedWithTheirSpread() throws IOException {
        var out = folder.resolve("result");
        assertThat(compare("narrow", "wide", "--y=-1:1:7", "--directions=2", "--split=both", "--out", out))
                .isZero();
        assertThat(cli.out())
                .contains("so they can be compared")
                .contains("over 2 sets of directions")
                .contains("mean rise at 0.5");
        assertThat(out.resolve("train_loss-filled.png")).isNotEmptyFile();
        assertThat(out.resolve("test_loss-3d.svg")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("comparison.md"))).contains("| network | loss at the centre |");
        assertThat(Files.readAllLines(out.resolve("comparison.csv"))).hasSize(1 + 2 * 2 * 5);
        var surfaces = RunFolder.open(folder.resolve("wide")).surfaces();
        assertThat(surfaces).hasSize(2).allMatch(name -> name.startsWith("compare-7x7-seed"));
    }

    @Test
    void whatWasMeasuredIsNotMeasuredAgain() throws IOException {
        assertThat(compare("narrow", "wide", "--directions=1", "--out", folder.resolve("first")))
                .isZero();
        var run = RunFolder.open(folder.resolve("wide"));
        var file = run.surfaceFile(run.surfaces().get(0));
        var before = Files.getLastModifiedTime(file);
        assertThat(compare("narrow", "wide", "--directions=2", "--out", folder.resolve("second")))
                .isZero();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(run.surfaces()).hasSize(2);
    }

    @Test
    void jsonHoldsEveryFigure() {
        assertThat(compare("narrow", "wide@0", "--directions=2", "--json", "--out", folder.resolve("result")))
                .isZero();
        var result = JsonMapper.shared().readTree(cli.out());
        assertThat(result.path("isComparable").asBoolean()).isTrue();
        var rise = result.path("comparisons")
                .get(0)
                .path("networks")
                .path("wide@0")
                .path("mean_rise");
        assertThat(rise.path("count").asInt()).isEqualTo(2);
        assertThat(rise.path("mean").isNumber()).isTrue();
        assertThat(result.path("files")).hasSize(4);
    }

    @Test
    void networksOnOtherDataAreComparedUnderProtest() {
        assertThat(compare("narrow", "other", "--directions=1", "--out", folder.resolve("result")))
                .isZero();
        assertThat(cli.out()).contains("cannot be compared as they are").contains("Different data (by digest): narrow");
    }

    @Test
    void oneRangeIsFoundForAll() throws IOException {
        assertThat(compare("narrow", "wide", "--x=auto:5", "--directions=1", "--out", folder.resolve("result")))
                .isZero();
        var narrow = RunFolder.open(folder.resolve("narrow"));
        var wide = RunFolder.open(folder.resolve("wide"));
        assertThat(SurfaceHdf5.read(narrow.surfaceFile(narrow.surfaces().get(0)))
                        .grid())
                .isEqualTo(SurfaceHdf5.read(wide.surfaceFile(wide.surfaces().get(0)))
                        .grid());
    }

    @Test
    void weightsAndSurfacesCanTakePart() throws IOException {
        var weights = RunFolder.open(folder.resolve("wide"))
                .lastCheckpoint()
                .orElseThrow()
                .file();
        var out = folder.resolve("result");
        assertThat(compare(
                        weights,
                        "narrow",
                        "--names=file,run",
                        "--model=mlp",
                        "--widths=16",
                        "--data=blobs:samples=60",
                        "--directions=1",
                        "--out",
                        out))
                .isZero();
        assertThat(cli.out()).contains("so they can be compared").contains(" for file and ");
        var run = RunFolder.open(folder.resolve("narrow"));
        var kept = RunFolder.open(out.resolve("file"));
        assertThat(compare(
                        run.surfaceFile(run.surfaces().get(0)),
                        kept.surfaceFile(kept.surfaces().get(0)),
                        "--names=a,b",
                        "--out",
                        out))
                .isZero();
        assertThat(cli.out()).contains("so they can be compared").contains("a single set of directions");
    }

    @Test
    void whatMakesNoSenseIsToldInASentence() {
        assertThat(compare("narrow")).isEqualTo(2);
        assertThat(compare("narrow", "narrow")).isEqualTo(2);
        assertThat(cli.err()).contains("two networks are called the same");
        assertThat(compare("narrow", "wide", "--names=a")).isEqualTo(2);
        assertThat(cli.err()).contains("--names gives 1 names for 2 networks");
        assertThat(compare("narrow", "none")).isEqualTo(1);
        assertThat(cli.err()).contains("there is no run 'none'");
        assertThat(compare("narrow", "wide", "--radius=3", "--directions=1")).isEqualTo(2);
        assertThat(cli.err()).contains("radius 3.0 leaves the map");
        assertThat(compare("narrow", "wide", "--directions=0")).isEqualTo(2);
        assertThat(cli.err()).contains("direction sets 0");
        assertThat(compare("narrow", folder.resolve("none.safetensors"))).isEqualTo(2);
        assertThat(cli.err()).contains("--model and the data with --data");
        assertThat(compare("narrow", folder.resolve("none.h5"))).isEqualTo(1);
        assertThat(compare("narrow", "wide", "--rise-factor=1")).isEqualTo(2);
    }
}
