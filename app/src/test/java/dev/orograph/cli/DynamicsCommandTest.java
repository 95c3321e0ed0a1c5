package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code study dynamics} from training to report, on digits. */
class DynamicsCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static double[] firstWeights(RunFolder run, int epoch) throws IOException {
        return Objects.requireNonNull(run.weights(epoch).find("layers.0.weight"))
                .toDoubles();
    }

    @Test
    void aTrainingIsFollowedEpochByEpoch() throws IOException {
        var place = folder.resolve("study");
        assertThat(cli.run("study", "dynamics", "--quick", "--widths=16", "--run", place))
                .isZero();
        assertThat(cli.out())
                .contains("The training loss went from")
                .contains("Of the weight matrices layers.")
                .contains("Update ratios of the weight matrices lie between")
                .contains("λmax of the preconditioned Hessian lies")
                .contains("The parameters changed most over epoch");
        for (var figure : new String[] {"dynamics", "layers", "layer-maps", "stability", "activations"}) {
            assertThat(place.resolve(figure + ".png")).isNotEmptyFile();
        }
        assertThat(Files.readString(place.resolve("report.html"))).contains("<h1>Dynamics of a training", "<svg");
        assertThat(Files.readAllLines(place.resolve("table.csv")))
                .hasSize(1 + 4)
                .first()
                .asString()
                .startsWith(
                        "epoch,training loss,test loss,test accuracy (%),loss improvement,gradient norm,parameter change");
        assertThat(Files.readAllLines(place.resolve("layers.csv")))
                .anyMatch(line -> line.startsWith("3,layers.0.weight,"))
                .anyMatch(line -> line.startsWith("3,layers.1,"));
    }

    @Test
    void itGoesOnFromARunAndComesToTheSameAgain() throws IOException {
        var first = folder.resolve("first");
        assertThat(cli.run(
                        "train",
                        "--limit=100",
                        "--widths=8",
                        "--epochs=1",
                        "--batch-size=20",
                        "--run",
                        first,
                        "--seed=3"))
                .isZero();
        var place = folder.resolve("study");
        var arguments = new Object[] {
            "study",
            "dynamics",
            "--quick",
            "--start",
            first,
            "--epochs=2",
            "--optimizer=sgd:lr=0.1",
            "--json",
            "--run",
            place
        };
        assertThat(cli.run(arguments)).isZero();
        var result = JsonMapper.shared().readTree(cli.out());
        assertThat(result.get("rows").size()).isEqualTo(3);
        assertThat(place.resolve("first")).doesNotExist();
        var further = RunFolder.open(place.resolve("further"));
        assertThat(firstWeights(further, 0)).containsExactly(firstWeights(RunFolder.open(first), 1));
        assertThat(cli.run(arguments)).isZero();
        assertThat(JsonMapper.shared().readTree(cli.out())).isEqualTo(result);
    }

    @Test
    void withAStepPerEpochTheChangeIsTheStep() throws IOException {
        var place = folder.resolve("study");
        assertThat(cli.run(
                        "study",
                        "dynamics",
                        "--quick",
                        "--widths=8",
                        "--limit=50",
                        "--probes=update_norm@1,distance@1",
                        "--json",
                        "--run",
                        place))
                .isZero();
        var result = JsonMapper.shared().readTree(cli.out());
        int change = -1;
        for (int i = 0; i < result.get("head").size(); i++) {
            change = result.get("head").get(i).asString().equals("parameter change") ? i : change;
        }
        var steps = RunFolder.open(place.resolve("further")).metrics().byStep("step", "update_norm");
        assertThat(steps.size()).isEqualTo(3);
        for (int epoch = 1; epoch <= 3; epoch++) {
            double shown =
                    Double.parseDouble(result.get("rows").get(epoch).get(change).asString());
            // four digits are printed
            assertThat(shown).isCloseTo(steps.y(epoch - 1), within(1e-3 * shown));
        }
        assertThat(place.resolve("stability.png")).doesNotExist();
        assertThat(place.resolve("dynamics.png")).isNotEmptyFile();
    }

    @Test
    void whatMakesNoSenseIsToldBeforeTheFirstTraining() {
        var place = folder.resolve("study");
        for (var each : Map.of(
                        "--epochs=0", "must be at least 1",
                        "--first-epochs=0", "name a trained network with --start",
                        "--probes=lambda", "probe 'lambda' is unknown",
                        "--optimizer=adm", "adm")
                .entrySet()) {
            assertThat(cli.run("study", "dynamics", "--quick", each.getKey(), "--run", place))
                    .isEqualTo(2);
            assertThat(cli.err()).contains(each.getValue());
        }
        assertThat(cli.run("study", "dynamics", "--quick", "--start=none.safetensors", "--run", place))
                .isEqualTo(1);
        assertThat(cli.err()).contains("there is no file none.safetensors");
        assertThat(cli.run("study", "dynamics", "--quick", "--start=none", "--first-epochs=2", "--run", place))
                .isEqualTo(2);
        assertThat(cli.err()).contains("leave one of them out");
        assertThat(place).doesNotExist();
    }
}
