package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sweep}, {@code search} and {@code study optimizers}: many trainings, on data that takes seconds. */
class SweepCommandTest {
    private static final List<String> SWEEP = List.of(
            "# two rates, one of which is far too large",
            "name: Rates on the digits",
            "data: digits",
            "limit: 200",
            "model: {name: mlp, widths: [16]}",
            "epochs: 2",
            "batch-size: 20",
            "vary:",
            "  optimizer: [\"sgd:lr=0.1\", \"sgd:lr=1e30\"]",
            "  seed: [0, 1]");

    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path sweep(List<String> lines) throws IOException {
        return Files.write(folder.resolve("rates.yaml"), lines);
    }

    @Test
    void aSweepEndsInATableOfGroupsAndAPage() throws IOException {
        var place = folder.resolve("sweep");
        assertThat(cli.run("sweep", sweep(SWEEP), "--run", place, "--jobs", "2"))
                .isZero();
        assertThat(cli.out())
                .contains("The best by test accuracy (%) after the last epoch is sgd:lr=0.1 with")
                .contains("sgd:lr=1e30 diverged in 2 of 2 runs")
                .contains("± is the sample standard deviation over 2 seeds");
        assertThat(Files.readString(place.resolve("table.csv"))).contains("sgd:lr=1e30,–,–,–,–,2 of 2,");
        assertThat(Files.readString(place.resolve("report.html"))).contains("<h1>Rates on the digits</h1>", "<svg");
        assertThat(place.resolve("curves.png")).isNotEmptyFile();
        assertThat(Files.readAllLines(place.resolve("runs.csv"))).hasSizeGreaterThan(2 * 3);
    }

    @Test
    void aSweepGoesOnWithWhatIsThereAndComesToTheSame() throws IOException {
        var place = folder.resolve("sweep");
        assertThat(cli.run("sweep", sweep(SWEEP), "--run", place, "--jobs", "1"))
                .isZero();
        var metrics = lossesOf(place.resolve("runs/001-sgd-lr-0.1-seed-0"));
        var kept = place.resolve("runs/002-sgd-lr-0.1-seed-1/run.json");
        var time = Files.getLastModifiedTime(kept);
        try (var files = Files.walk(place.resolve("runs/001-sgd-lr-0.1-seed-0"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertThat(cli.run("sweep", sweep(SWEEP), "--run", place, "--jobs", "1"))
                .isZero();
        assertThat(lossesOf(place.resolve("runs/001-sgd-lr-0.1-seed-0"))).isEqualTo(metrics);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
    }

    private static List<Double> lossesOf(Path run) throws IOException {
        var series = RunFolder.open(run).metrics().byStep("step", "loss");
        return Arrays.stream(series.y()).boxed().toList();
    }

    @Test
    void saysWhatIsWrongWithASweep() throws IOException {
        assertThat(cli.run("sweep", folder.resolve("none.yaml"))).isEqualTo(1);
        assertThat(cli.err()).contains("there is no sweep file");
        assertThat(cli.run("sweep", sweep(List.of("data: digits", "vary: {optimiser: [adam]}"))))
                .isEqualTo(2);
        assertThat(cli.err()).contains("training setting 'optimiser' is unknown");
        assertThat(cli.run("sweep", sweep(List.of("data: [", "x")))).isEqualTo(1);
        assertThat(cli.err()).contains("is no YAML");
        assertThat(cli.run("sweep", sweep(List.of("vary: {seed: 3}")))).isEqualTo(2);
        assertThat(cli.err()).contains("vary seed must be a list, such as [0, 1, 2]");
    }

    @Test
    void aSearchRanksItsTrialsAndGoesOn() throws IOException {
        var place = folder.resolve("search");
        Object[] shorter = {
            "search",
            "--space",
            "lr=log:1e-4:0.1",
            "--space",
            "optimizer.beta1=0.5:0.99",
            "--widths=16",
            "--limit=300",
            "--epochs=1",
            "--trials=5",
            "--run",
            place
        };
        assertThat(cli.run(shorter)).isZero();
        assertThat(cli.out())
                .contains("The best of 5 trials is number")
                .contains("Trials are judged by samples set aside from training");
        var first = Files.getLastModifiedTime(place.resolve("trials/005/run.json"));
        var longer = shorter.clone();
        longer[8] = "--trials=6";
        assertThat(cli.run(longer)).isZero();
        assertThat(Files.getLastModifiedTime(place.resolve("trials/005/run.json")))
                .isEqualTo(first);
        assertThat(Files.readAllLines(place.resolve("table.csv"))).hasSize(7);
        longer[7] = "--epochs=2";
        assertThat(cli.run(longer)).isEqualTo(1);
        assertThat(cli.err()).contains("holds another search; choose another folder with --run");
        assertThat(place.resolve("trials.svg")).isNotEmptyFile();
    }

    @Test
    void optimizersAreComparedOverSeeds() {
        var place = folder.resolve("study");
        assertThat(cli.run(
                        "study",
                        "optimizers",
                        "--quick",
                        "--limit=200",
                        "--widths=16",
                        "--epochs=1",
                        "--optimizer=sgd:lr=0.1",
                        "--optimizer=adam",
                        "--run",
                        place))
                .isZero();
        assertThat(cli.out()).contains("over 2 seeds").contains("test accuracy (%)");
        assertThat(place.resolve("curves.svg")).isNotEmptyFile();
    }
}
