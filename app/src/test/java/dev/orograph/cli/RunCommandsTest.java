package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.provenance.Digest;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code import}, {@code list} and {@code show}. */
class RunCommandsTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path published() throws IOException {
        var file = folder.resolve("model.t7 surface=1.h5");
        try (InputStream in = RunCommandsTest.class.getResourceAsStream("published-surface.h5")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    @Test
    void aForeignSurfaceBecomesOneOfANewRun() throws IOException {
        var runs = folder.resolve("runs");
        assertThat(cli.run("import", published(), "--run", "theirs", "--runs", runs))
                .isZero();
        assertThat(cli.out()).contains("model.t7-surface-1.h5").contains("x -1:1:11, y -1:1:11");
        var run = RunFolder.open(runs.resolve("theirs"));
        assertThat(run.manifest().kind()).isEqualTo("import");
        assertThat(run.surfaces()).containsExactly("model.t7-surface-1");
        var surface = SurfaceHdf5.read(run.surfaceFile("model.t7-surface-1"));
        assertThat(surface.provenance().entries()).containsEntry("import.file", "model.t7 surface=1.h5");
        assertThat(surface.value("train_loss", surface.grid().cell(5, 5))).isEqualTo(0.3804692547, Offset.offset(1e-6));
        assertThat(cli.run("list", "--runs", runs)).isZero();
        assertThat(cli.out()).contains("theirs").contains("import").contains("model.t7-surface-1");
        assertThat(cli.run("show", "theirs", "--runs", runs)).isZero();
        assertThat(cli.out()).contains("Nothing is recorded about how far this surface can be trusted");
    }

    @Test
    void importingTwiceNeedsForceOrAnotherName() throws IOException {
        var run = CommandLineFixture.finishedRun(folder.resolve("run")).path();
        var file = published();
        assertThat(cli.run("import", file, "--run", run, "--name", "plane")).isEqualTo(1);
        assertThat(cli.err()).contains("already has a surface 'plane'; choose another --name");
        assertThat(cli.run("import", file, "--run", run, "--name", "plane", "--force"))
                .isZero();
        assertThat(cli.run("import", file, "--run", run, "--name", "../plane")).isEqualTo(2);
        assertThat(cli.err()).contains("cannot name a surface");
        assertThat(cli.run("import", folder.resolve("no.h5"), "--run", run)).isEqualTo(1);
        assertThat(cli.err()).contains("no.h5");
        assertThat(cli.run("import", file)).isEqualTo(2);
    }

    @Test
    void aBadImportLeavesNoRunBehind() throws IOException {
        var wrong = Files.writeString(folder.resolve("wrong.h5"), "hello");
        assertThat(cli.run("import", wrong, "--run", "new", "--runs", folder)).isEqualTo(1);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void listShowsFinishedUnfinishedAndDamagedRuns() throws IOException {
        CommandLineFixture.finishedRun(folder.resolve("good"));
        var begun = CommandLineFixture.finishedRun(folder.resolve("begun"));
        try (var writer = begun.writer();
                var journal = writer.journal("half", recipe(begun), 1, () -> "")) {
            journal.append(0, 1.0);
            journal.append(7, 2.0);
        }
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/run.json"), "{");
        assertThat(cli.run("list", "--runs", folder)).isZero();
        assertThat(cli.out())
                .contains("good", "mlp (widths 16)", "digits", "92.33 %", "plane")
                .contains("half (2 of 55 cells)")
                .contains("broken  unreadable: ");
        assertThat(cli.run("show", begun.path())).isZero();
        assertThat(cli.out())
                .contains("The survey half has 2 of 55 cells; go on with: orograph landscape " + begun.path()
                        + " --epoch 2 --x=-1:1:11 --y=-1:1:5 --norm filter --rank-one zero --seed 7 --split both --dtype"
                        + " float32 --name half");
    }

    /** A recipe as a survey of the second epoch has it in its journal. */
    private static String recipe(RunFolder run) throws IOException {
        return """
                {"model": {"name": "mlp"}, "weights": null, "splits": ["train", "test"], "limit": null,
                 "plane": {"directions": [
                    {"kind": "random", "seed": 7, "stream": 0, "normalization": "filter", "rankOne": "zero"},
                    {"kind": "random", "seed": 7, "stream": 1, "normalization": "filter", "rankOne": "zero"}],
                    "frame": "as-given"},
                 "grid": ["-1:1:11", "-1:1:5"], "precision": "float32", "digests": {"weights": "DIGEST"}}
                """.replace("DIGEST", Digest.of(run.checkpoints().get(1).file()));
    }

    @Test
    void listAndShowSpeakJson() throws IOException {
        var run = CommandLineFixture.finishedRun(folder.resolve("good")).path();
        assertThat(cli.run("list", "--runs", folder, "--json")).isZero();
        var listed = JsonMapper.shared().readTree(cli.out()).path("runs").path(0);
        assertThat(listed.path("name").stringValue()).isEqualTo("good");
        assertThat(listed.path("epochs").intValue()).isEqualTo(3);
        assertThat(listed.path("results").path("test_loss").doubleValue()).isEqualTo(2.5 / 30);
        assertThat(listed.path("created").isString()).isTrue();
        assertThat(cli.run("show", run, "--json")).isZero();
        var shown = JsonMapper.shared().readTree(cli.out());
        assertThat(shown.path("trust").path("plane").path("cosine_xy").doubleValue())
                .isEqualTo(0.0021);
        assertThat(shown.path("settings").path("training").path("batchSize").intValue())
                .isEqualTo(256);
    }

    @Test
    void showTellsTheWholeStory() throws IOException {
        var run = CommandLineFixture.finishedRun(folder.resolve("good")).path();
        assertThat(cli.run("show", run)).isZero();
        assertThat(cli.out())
                .contains("results after epoch 3")
                .contains("epochs 1, 2, 3")
                .contains("practically at right angles")
                .contains("batchSize: 256")
                .contains("0123abcd");
    }

    @Test
    void anEmptyFolderIsNoFailureButAFileIs() throws IOException {
        assertThat(cli.run("list", "--runs", folder.resolve("none"))).isZero();
        assertThat(cli.out()).contains("holds no runs");
        assertThat(cli.run("list", "--runs", Files.createFile(folder.resolve("file"))))
                .isEqualTo(1);
        assertThat(cli.run("show", "ghost", "--runs", folder)).isEqualTo(1);
        assertThat(cli.err()).contains("there is no run 'ghost'");
    }
}
