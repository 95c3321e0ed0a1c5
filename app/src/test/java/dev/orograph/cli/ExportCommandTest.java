package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.ExplainedVariance;
import dev.orograph.format.Safetensors;
import dev.orograph.format.SeriesCsv;
import dev.orograph.format.SurfaceCsv;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TorchFile;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.measurement.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path run;

    @BeforeEach
    void makeARun() throws IOException {
        run = CommandLineFixture.finishedRun(folder.resolve("run")).path();
    }

    @Test
    void aSurfaceBecomesATableWithEveryDigit() throws IOException {
        var file = folder.resolve("plane.csv");
        assertThat(cli.run("export", run, "--surface", "plane", "--out", file)).isZero();
        assertThat(cli.out().strip()).isEqualTo(file.toString());
        assertThat(SurfaceCsv.read(file).values("test_loss"))
                .isEqualTo(CommandLineFixture.bowl().values("test_loss"));
    }

    @Test
    void aSurfaceBecomesAParaViewFileWithItsHeightsCutOff() throws IOException {
        var file = folder.resolve("plane.vtp");
        assertThat(cli.run("export", run, "--zmax", 1, "--log", "--surf-name", "test_loss", "--out", file))
                .isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("VTKFile")
                .contains("zvalue");
    }

    @Test
    void aCheckpointBecomesAStateDictionaryWithTheSameNumbers() throws IOException {
        var torch = folder.resolve("epoch2.pt");
        assertThat(cli.run("export", run, "--epoch", 2, "--out", torch)).isZero();
        var block = Objects.requireNonNull(TorchFile.read(torch).find("layer.weight"));
        assertThat(block.toDoubles()).containsExactly(1, -2, 0.5, 20);
        var back = folder.resolve("back.safetensors");
        assertThat(cli.run("export", torch, "--out", back)).isZero();
        assertThat(Safetensors.read(back).names()).containsExactly("layer.weight");
    }

    @Test
    void metricsBecomeATable() throws IOException {
        var file = folder.resolve("metrics.csv");
        assertThat(cli.run("export", run, "--to", "csv", "--out", file)).isZero();
        assertThat(SeriesCsv.read(file))
                .extracting(series -> series.name() + " " + series.size())
                .contains("step.loss 30", "epoch.test_accuracy 3");
    }

    @Test
    void aSurfaceOfOursBecomesOneOfTheScripts() throws IOException {
        var csv = folder.resolve("plane.csv");
        SurfaceCsv.write(csv, CommandLineFixture.bowl());
        var file = folder.resolve("plane.h5");
        assertThat(cli.run("export", csv, "--to", "h5", "--out", file)).isZero();
        assertThat(SurfaceHdf5.read(file).grid())
                .isEqualTo(CommandLineFixture.bowl().grid());
    }

    @Test
    void aSurfaceIsInterpolatedForParaView() throws IOException {
        var file = folder.resolve("plane.vtp");
        assertThat(cli.run("export", run, "--interp", 21, "--zmax", -1, "--out", file))
                .isZero();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("NumberOfPoints=\"441\"");
    }

    @Test
    void aSliceOfASurfaceIsALine() throws IOException {
        var file = folder.resolve("row.csv");
        assertThat(cli.run("export", run, "--surface", "plane", "--slice", "y=3", "--out", file))
                .isZero();
        assertThat(SurfaceCsv.read(file).values("test_loss"))
                .containsExactly(CommandLineFixture.bowl().slice(1, 3).values("test_loss"));
    }

    @Test
    void aPlainFileHasNothingThatTheScriptsDoNotKnow() throws IOException {
        var file = folder.resolve("plain.h5");
        assertThat(cli.run("export", run, "--plain", "--out", file)).isZero();
        assertThat(SurfaceHdf5.read(file).provenance().entries()).isEmpty();
    }

    @Test
    void aPathBecomesATableAndALineForParaViewAndComesBack() throws IOException {
        var original = folder.resolve("path.h5");
        var path = Trajectory.of("run", List.of("0", "5", "9"), new double[] {1, .5, 0}, new double[] {-1, 9, 0});
        TrajectoryHdf5.write(original, path);
        var table = folder.resolve("path.csv");
        assertThat(cli.run("export", original, "--out", table)).isZero();
        var back = folder.resolve("back.h5");
        assertThat(cli.run("export", table, "--out", back)).isZero();
        assertThat(TrajectoryHdf5.read(back, "").labels()).containsExactly("0", "5", "9");
        assertThat(TrajectoryHdf5.read(back, "").y()).containsExactly(-1, 9, 0);
        var line = folder.resolve("path.vtp");
        var ground = run.resolve("surfaces/plane.h5");
        assertThat(cli.run("export", back, "--surf-file", ground, "--out", line))
                .isZero();
        assertThat(Files.readString(line, StandardCharsets.ISO_8859_1)).contains("NumberOfLines=\"1\"");
        assertThat(cli.run("export", back, "--to", "pt", "--out", folder.resolve("p.pt")))
                .isEqualTo(2);
        assertThat(cli.err()).contains("a path cannot become pt; choose csv, vtp or h5");
    }

    @Test
    void principalDirectionsBecomeSafetensorsAndComeBack() throws IOException {
        var original = folder.resolve("pca.h5");
        var blocks = List.of(
                NamedArray.of("w", Shape.of(2, 1), new float[] {1, 2}),
                NamedArray.of("bn.num_batches_tracked", Shape.of(), new long[] {7}));
        var variance = new ExplainedVariance(List.of(.75, 1 / 8.0), List.of(3.0, 1 / 3.0), List.of(9.0, 1 / 9.0));
        DirectionHdf5.write(original, new DirectionBlocks(blocks, blocks, variance));
        var named = folder.resolve("pca.safetensors");
        assertThat(cli.run("export", original, "--out", named)).isZero();
        assertThat(Safetensors.read(named).names()).contains("x.w", "y.bn.num_batches_tracked");
        var back = folder.resolve("back.h5");
        assertThat(cli.run("export", named, "--out", back)).isZero();
        var directions = DirectionHdf5.read(back);
        assertThat(directions.explainedVariance()).contains(variance);
        assertThat(directions.y())
                .extracting(NamedArray::toString)
                .containsExactly("w FLOAT32 2×1", blocks.get(1).toString());
        assertThat(cli.run("export", original, "--to", "csv", "--out", folder.resolve("p.csv")))
                .isEqualTo(2);
        assertThat(cli.err()).contains("directions cannot become csv; choose h5 or safetensors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --to doc --out a                | 2 | export to 'doc' is not possible; choose csv, vtp, h5, safetensors, pt
            --out a.doc                     | 2 | the ending of a.doc names no form
            --surface plane                 | 2 | give the form with --to, or a file with --out
            --to pt --surface plane --out a | 2 | a surface has no weights
            --to csv --epoch 1 --out a      | 2 | --epoch chooses a checkpoint
            --to csv --zmax 3 --out a       | 2 | --quantity, --zmax, --log and --interp are for VTP files
            --to csv --plain --out a        | 2 | --plain is for surfaces in HDF5
            --to vtp --interp 1 --out a     | 2 | --interp=1 is not possible; give 2 to 10000 points
            --to csv --surface plane --slice y=7 --out a | 2 | axis y has no point 7; give 0 to 6
            --to vtp --quantity q --out a   | 2 | the surface has no quantity 'q'
            --to pt --epoch 9 --out a       | 1 | has no checkpoint of epoch 9; it has [1, 2, 3]
            --to h5 --surface moon --out a  | 1 | has no surface 'moon'; it has plane
            --to h5 --out no/where.h5       | 1 | cannot write no/where.h5: there is no folder
            """)
    void refusesWhatMakesNoSense(String flags, int status, String sentence) {
        var arguments = new ArrayList<Object>(List.of("export", run));
        arguments.addAll(List.of(flags.split(" ")));
        assertThat(cli.run(arguments.toArray())).isEqualTo(status);
        assertThat(cli.err()).startsWith("orograph: ").contains(sentence).doesNotContain("\tat ");
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void refusesToTurnOneThingIntoAnother() throws IOException {
        var weights = folder.resolve("w.safetensors");
        Safetensors.write(weights, CommandLineFixture.weights());
        assertThat(cli.run("export", weights, "--to", "csv", "--out", folder.resolve("w.csv")))
                .isEqualTo(2);
        assertThat(cli.err()).contains("weights cannot become csv; choose safetensors or pt");
        assertThat(cli.run("export", run.resolve("surfaces/plane.h5"), "--to", "pt", "--out", folder.resolve("p.pt")))
                .isEqualTo(2);
        assertThat(cli.err()).contains("a surface cannot become pt; choose csv, vtp or h5");
        assertThat(cli.run("export", weights, "--out", weights)).isEqualTo(2);
        assertThat(cli.err()).contains("would replace its own source");
    }

    @Test
    void refusesDamagedWeights() throws IOException {
        var damaged = Files.writeString(folder.resolve("w.pt"), "no weights");
        assertThat(cli.run("export", damaged, "--out", folder.resolve("w.safetensors")))
                .isEqualTo(1);
        assertThat(cli.err()).startsWith("orograph: ").contains("w.pt").doesNotContain("unexpected");
    }
}
