package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of characters from its training to what it writes. */
class GenerateCommandTest {
    private static final String TEXT = "a map of the hill, drawn by hand in one evening.\n".repeat(40);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    private static String data = "";

    private final CommandLineFixture cli = new CommandLineFixture();

    @BeforeAll
    static void train() throws IOException {
        data = "text:" + Files.writeString(folder.resolve("map.txt"), TEXT) + ",context=16,stride=4";
        var cli = new CommandLineFixture();
        assertThat(cli.run(training(folder.resolve("whole")))).as(cli::err).isZero();
        assertThat(cli.out()).contains("accuracy");
    }

    private static Object[] training(Path run) {
        return new Object[] {
            "train",
            "--model",
            "gpt",
            "-P",
            "width=32",
            "-P",
            "layers=1",
            "-P",
            "dropout=0.1",
            "--data",
            data,
            "--run",
            run,
            "--epochs",
            12,
            "--batch-size",
            32,
            "--lr",
            .01,
            "--threads",
            1
        };
    }

    private static NamedArrays weights(Path run) throws IOException {
        return Safetensors.read(RunCheckpoints.find(RunFolder.open(run), null).file());
    }

    @Test
    void writesWhatItHasLearned() {
        assertThat(generate("--prompt", "a map of", "--length", 40, "--temperature", 0))
                .startsWith("a map of the hill, drawn");
        var first = generate("--length", 80, "--temperature", 2, "--seed", 3);
        assertThat(first).hasSize(80 + System.lineSeparator().length());
        assertThat(generate("--length", 80, "--temperature", 2, "--seed", 3)).isEqualTo(first);
        assertThat(generate("--length", 80, "--temperature", 2, "--seed", 4)).isNotEqualTo(first);
    }

    private String generate(Object... flags) {
        var arguments = new Object[flags.length + 2];
        arguments[0] = "generate";
        arguments[1] = folder.resolve("whole");
        System.arraycopy(flags, 0, arguments, 2, flags.length);
        assertThat(cli.run(arguments)).as(cli::err).isZero();
        return cli.out();
    }

    @Test
    void answersWrongRequestsWithOneSentence() throws IOException {
        var run = folder.resolve("whole");
        assertThat(cli.run("generate", run, "--prompt", "Z")).isEqualTo(2);
        assertThat(cli.err()).contains("the character 'Z' does not occur in the text");
        assertThat(cli.run("generate", run, "--temperature", -1)).isEqualTo(2);
        assertThat(cli.err()).contains("temperature -1.0 must be a number of at least 0");
        assertThat(cli.run("train", "--data", data, "--run", folder.resolve("none")))
                .isEqualTo(2);
        assertThat(cli.err())
                .contains("model mlp answers a sample with numbers of shape 22")
                .contains("needs 16×22");
        assertThat(folder.resolve("none")).doesNotExist();
        var digits = folder.resolve("digits");
        assertThat(cli.run("train", "--widths", "4", "--limit", 50, "--epochs", 1, "--run", digits))
                .isZero();
        assertThat(cli.run("generate", digits)).isEqualTo(2);
        assertThat(cli.err()).contains("data set digits is no text");
    }

    @Test
    void aKilledTrainingGoesOnToTheBit() throws IOException, InterruptedException {
        var run = folder.resolve("killed");
        var process = OrographProcess.start(folder.resolve("output.txt"), training(run));
        process.awaitSize(run.resolve("metrics.jsonl"), 20_000);
        process.kill();
        assertThat(cli.run("train", "--resume", run)).as(cli::err).isZero();
        var expected = weights(folder.resolve("whole"));
        for (var block : weights(run).blocks()) {
            assertThat(Objects.requireNonNull(expected.find(block.name())).data())
                    .as(block.name())
                    .isEqualTo(block.data());
        }
    }

    @Test
    void aSurveyOfItHasItsLossInTheCentre() throws IOException {
        var run = folder.resolve("whole");
        assertThat(cli.run("landscape", run, "--x=-1:1:3", "--y=-1:1:3", "--name", "s", "--no-figures", "--threads", 1))
                .as(cli::err)
                .isZero();
        var surface = SurfaceHdf5.read(RunFolder.open(run).surfaceFile("s"));
        var figures = surface.trust().figures();
        assertThat(figures).containsEntry("deterministic", 1.0);
        assertThat(surface.value("train_loss", surface.grid().cell(1, 1)))
                .isCloseTo(Objects.requireNonNull(figures.get("train_model_loss")), Offset.offset(1e-6));
    }
}
