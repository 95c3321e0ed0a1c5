package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code study} from training to report, on data that takes seconds. */
class StudyCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void aStudyOfBatchSizesEndsInFiguresATableAndWords() throws IOException {
        assertThat(cli.run("study", "batch-size", "--quick", "--range=-1:1:5", "--run", folder.resolve("study")))
                .isZero();
        assertThat(cli.err()).contains("A batch size of 64 against 256");
        assertThat(cli.out())
                .contains("at the solution of batch 64")
                .contains("At radius 0.5 the mean training loss rises by")
                .contains("over 2 sets of directions")
                .contains("test error (%)");
        var report = Files.readString(folder.resolve("study/report.md"));
        assertThat(report).contains("| batch 64 |").contains("![interpolation](interpolation.png)");
        assertThat(folder.resolve("study/interpolation.png")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("study/errors.csv"))).hasSize(1 + 2 * 4);
        assertThat(RunFolder.open(folder.resolve("study/batch-64")).surfaces()).hasSize(3);
    }

    @Test
    void aStudyGoesOnWithWhatIsThere() throws IOException {
        var study = folder.resolve("study");
        var arguments = new Object[] {
            "study", "batch-size", "--quick", "--epochs=1", "--range=-1:1:5", "--directions=1", "--json", "--run", study
        };
        assertThat(cli.run(arguments)).isZero();
        var first = JsonMapper.shared().readTree(cli.out());
        var run = RunFolder.open(study.resolve("batch-256"));
        var checkpoint =
                Files.getLastModifiedTime(run.lastCheckpoint().orElseThrow().file());
        var lost = run.surfaceFile(run.surfaces().get(0));
        Files.delete(lost);
        assertThat(cli.run(arguments)).isZero();
        assertThat(lost).exists();
        assertThat(Files.getLastModifiedTime(run.lastCheckpoint().orElseThrow().file()))
                .isEqualTo(checkpoint);
        assertThat(JsonMapper.shared().readTree(cli.out())).isEqualTo(first);
        assertThat(cli.run("study", "batch-size", "--quick", "--epochs=2", "--run", study))
                .isEqualTo(1);
        assertThat(cli.err()).contains("holds a training with other settings; choose another folder with --run");
    }

    @Test
    void shortcutsAreStudiedSideBySide() throws IOException {
        var study = folder.resolve("study");
        assertThat(cli.run(
                        "study",
                        "skip-connections",
                        "--quick",
                        "--limit=40",
                        "--epochs=1",
                        "--range=-1:1:3",
                        "--map-limit=20",
                        "--run",
                        study))
                .isZero();
        assertThat(cli.out()).contains("for ResNet-20-noshort").contains("learnt next to nothing");
        assertThat(study.resolve("maps-and-errors.png")).isNotEmptyFile();
        assertThat(study.resolve("train_loss-3d.svg")).isNotEmptyFile();
        assertThat(RunFolder.open(study.resolve("resnet-20-noshort")).surfaces())
                .hasSize(2);
    }

    @Test
    void initialisersAreTabledAndADivergenceIsARow() throws IOException {
        var study = folder.resolve("study");
        var arguments = new Object[] {
            "study",
            "init",
            "--quick",
            "--epochs=2",
            "--optimizer=sgd:lr=0.1,momentum=0.9",
            "--init=orthogonal",
            "--init=constant-variance:std=1000",
            "--init=zeros",
            "--run",
            study
        };
        assertThat(cli.run(arguments)).isZero();
        assertThat(cli.out())
                .contains("constant-variance:std=1000 diverged: a loss or gradient was not finite.")
                .contains("zeros did not learn")
                .contains("epochs to 99 % of the improvement");
        var lines = Files.readAllLines(study.resolve("initialisers.csv"));
        assertThat(lines).hasSize(4);
        // slope left out: condition and norm of orthogonal matrices are 1
        assertThat(Double.parseDouble(lines.get(1).split(",", -1)[7])).isBetween(1 - 1e-5, 1 + 1e-5);
        assertThat(lines.get(2)).contains("diverged").contains(",NaN,NaN,");
        assertThat(Files.readString(study.resolve("report.md")))
                .contains("| constant-variance:std=1000 | NaN | NaN | diverged |");
        assertThat(study.resolve("initialisers.png")).isNotEmptyFile();
        var first = cli.out();
        assertThat(cli.run(arguments)).isZero();
        assertThat(cli.err()).doesNotContain("training orthogonal");
        assertThat(first).isNotEmpty();
    }

    @Test
    void publishedAveragesCountTheSlope() throws IOException {
        var study = folder.resolve("study");
        assertThat(cli.run(
                        "study",
                        "init",
                        "--quick",
                        "--epochs=1",
                        "--init=orthogonal",
                        "--count-slopes",
                        "--run",
                        study))
                .isZero();
        var fields =
                Files.readAllLines(study.resolve("initialisers.csv")).get(1).split(",", -1);
        assertThat(Double.parseDouble(fields[8])).isBetween(0.875 - 1e-6, 0.875 + 1e-6); // (5·1 + .25)/6
    }

    @Test
    void theVarianceOfEveryLayerIsShown() throws IOException {
        var study = folder.resolve("study");
        assertThat(cli.run(
                        "study",
                        "variance",
                        "--quick",
                        "--activations=relu",
                        "--init=kaiming-normal",
                        "--init=constant-variance",
                        "--run",
                        study))
                .isZero();
        assertThat(cli.out())
                .contains("With relu the variance of the layers' outputs is kept by kaiming-normal; not by")
                .contains("constant-variance (shrinks ÷");
        assertThat(Files.readAllLines(study.resolve("variances.csv"))).hasSize(1 + 2 * 5 * 4);
        assertThat(study.resolve("layers-relu-kaiming-normal.png")).isNotEmptyFile();
        assertThat(study.resolve("variances.svg")).isNotEmptyFile();
    }

    @Test
    void whatMakesNoSenseIsToldBeforeTheFirstTraining() {
        var study = folder.resolve("study");
        assertThat(cli.run("study")).isEqualTo(2);
        assertThat(cli.err()).contains("batch-size, skip-connections, depth");
        assertThat(cli.run("study", "batch-size", "--quick", "--batch-sizes=256,64", "--run", study))
                .isEqualTo(2);
        assertThat(cli.err()).contains("256 and 64 must rise");
        assertThat(cli.run("study", "depth", "--quick", "--depths=20,21", "--run", study))
                .isEqualTo(2);
        assertThat(cli.err()).contains("resnet21");
        assertThat(cli.run("study", "batch-size", "--quick", "--data=toy", "--run", study))
                .isEqualTo(2);
        assertThat(cli.err()).contains("choose another with --data");
        assertThat(cli.run("study", "batch-size", "--quick", "--epochs=0", "--run", study))
                .isEqualTo(2);
        assertThat(cli.run("study", "batch-size", "--quick", "--range=-1:1", "--run", study))
                .isEqualTo(2);
        assertThat(cli.run("study", "init", "--quick", "--init=kaiming", "--run", study))
                .isEqualTo(2);
        assertThat(cli.err()).contains("initialiser 'kaiming' is unknown");
        assertThat(cli.run("study", "init", "--quick", "--init=zeros", "--init=zeros", "--run", study))
                .isEqualTo(2);
        assertThat(cli.run("study", "variance", "--quick", "--activations=rule", "--run", study))
                .isEqualTo(2);
        assertThat(cli.err()).contains("did you mean relu?");
        assertThat(study).doesNotExist();
    }
}
