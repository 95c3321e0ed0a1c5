package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.monitor.ProbeKind;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code train} with probes, alarms and an event file. */
class MonitoringCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private int train(String run, String... more) {
        var arguments = new ArrayList<Object>(List.of(
                "train",
                "--run",
                folder.resolve(run),
                "--data",
                "digits",
                "--limit",
                "200",
                "--widths",
                "16",
                "--batch-size",
                "20",
                "--epochs",
                "3",
                "--threads",
                "1"));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray());
    }

    private RunFolder run(String name) throws IOException {
        return RunFolder.open(folder.resolve(name));
    }

    @Test
    void probesAreRecordedAndChangeNothing() throws IOException {
        assertThat(train("bare")).as(cli::err).isZero();
        assertThat(train("seen", "--probes", "standard,histograms@7", "--tensorboard"))
                .as(cli::err)
                .isZero();
        assertThat(run("seen").checkpoints().get(3).file())
                .hasSameBinaryContentAs(run("bare").checkpoints().get(3).file());
        assertThat(run("seen").metrics().names("step"))
                .contains("gradient_norm/layers.0.weight", "update_ratio/layers.0.weight", "alpha", "lambda_max");
        var events = run("seen").eventFile();
        assertThat(events).exists();
        var exported = folder.resolve("all.tfevents");
        assertThat(cli.run("export", folder.resolve("seen"), "--to", "tensorboard", "--out", exported))
                .as(cli::err)
                .isZero();
        assertThat(exported).hasSameBinaryContentAs(events);
        assertThat(cli.run("export", folder.resolve("seen"), "--to", "tensorboard", "--out", "all.bin"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("TensorBoard sees only files with 'tfevents' in their names");
    }

    @Test
    void anAlarmStopsAndTheTrainingCanGoOn() throws IOException {
        assertThat(train("run", "--lr", "0.1", "--probes", "update_ratio@1", "--alarms", "update_ratio=stop", "--json"))
                .isEqualTo(1);
        var summary = JsonMapper.shared().readTree(cli.out());
        assertThat(summary.path("outcome").stringValue()).isEqualTo("alarmed");
        assertThat(cli.err()).contains("alarm at step 20: layers.").contains("; stopping");
        assertThat(run("run").stepFile(20)).exists();
        int goings = 0;
        while (cli.run("train", "--resume", folder.resolve("run")) != 0) {
            assertThat(cli.out()).contains("stopped by an alarm after ").contains("go on all the same");
            assertThat(goings++).isLessThan(5);
        }
        assertThat(cli.out()).contains("trained 3 epochs");
        assertThat(run("run").metrics().records().stream()
                        .filter(record -> record.event().equals("step"))
                        .map(MetricsRecord::step))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(cli.run("show", folder.resolve("run"))).isZero();
        assertThat(cli.out()).contains("alarms").contains("Step 20, update ratio: layers.");
    }

    @Test
    void aDivergenceNamesTheLayer() throws IOException {
        assertThat(train("run", "--optimizer", "sgd", "--lr", "1e30")).isZero();
        assertThat(cli.out()).contains("diverged");
        assertThat(cli.err()).containsPattern("alarm at step \\d+: .*first not finite: ");
        assertThat(run("run").metrics().records())
                .anyMatch(record -> record.text("alarm").equals("nan"));
    }

    @Test
    void tellsWhichProbesThereAre() {
        assertThat(cli.run("list", "probes")).isZero();
        for (var kind : ProbeKind.values()) {
            assertThat(cli.out()).contains("\n" + kind + " ").contains(kind.cost());
        }
        assertThat(cli.run("list", "probes", "--json")).isZero();
        var content = JsonMapper.shared().readTree(cli.out());
        assertThat(content.path("probes").size()).isEqualTo(ProbeKind.values().length);
        assertThat(cli.run("list", "flowers")).isEqualTo(2);
        assertThat(cli.err()).contains("there is no list of 'flowers'; choose runs, probes, models, ");
    }

    @Test
    void refusesWhatItDoesNotKnowBeforeAnythingIsMade() {
        assertThat(train("run", "--probes", "everything")).isEqualTo(2);
        assertThat(cli.err()).contains("probe 'everything' is unknown; choose loss, ");
        assertThat(train("run", "--alarms", "nan=shout")).isEqualTo(2);
        assertThat(cli.err()).contains("reaction 'shout' to an alarm is unknown; choose warn, stop or off");
        assertThat(Files.exists(folder.resolve("run"))).isFalse();
    }

    @Test
    void thePageShowsWhatWasSeen() throws IOException {
        assertThat(train("run", "--probes", "standard,update_ratio@1", "--lr", "0.1"))
                .as(cli::err)
                .isZero();
        assertThat(cli.run("landscape", folder.resolve("run"), "--x=-1:1:3", "--y=-1:1:3", "--threads", 1))
                .as(cli::err)
                .isZero();
        assertThat(Files.readString(run("run").reportFile()))
                .contains("Inside the training")
                .contains("<h3>Alarms</h3>");
    }
}
