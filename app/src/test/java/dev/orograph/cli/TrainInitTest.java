package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArray;
import dev.orograph.run.Manifest;
import dev.orograph.run.RunFolder;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --init}. */
class TrainInitTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private int train(Path run, Object... more) {
        var arguments = new ArrayList<Object>(
                List.of("train", "--data", "digits", "--limit", 64, "--widths", "8", "--epochs", 1, "--run", run));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray());
    }

    @Test
    void theManifestKeepsTheInitialiserAndOldOnesHaveTorchs() throws IOException {
        var run = folder.resolve("run");
        assertThat(train(run, "--init", "orthogonal+lsuv:samples=32;kind:bias=constant:value=0.5"))
                .isZero();
        var opened = RunFolder.open(run);
        assertThat(opened.manifest().settings(Experiment.class).initializer().text())
                .isEqualTo("orthogonal+lsuv:samples=32;kind:bias=constant:value=0.5");
        var bias = Objects.requireNonNull(opened.weights(0).find("layers.0.bias"));
        assertThat(bias.toDoubles()).containsOnly(0.5);

        var text = Files.readString(opened.manifestFile());
        var old = folder.resolve("old.json");
        Files.writeString(old, text.replaceAll("\"initialization\" : \"[^\"]*\",", ""));
        assertThat(Manifest.read(old).settings(Experiment.class).initializer().text())
                .isEqualTo("default");
        var again = folder.resolve("again");
        assertThat(cli.run("train", "--manifest", opened.manifestFile(), "--run", again))
                .isZero();
        assertThat(RunFolder.open(again).weights(1).blocks())
                .extracting(NamedArray::data)
                .isEqualTo(opened.weights(1).blocks().stream()
                        .map(NamedArray::data)
                        .toList());
    }

    @Test
    void warnsOfAStartThatDiverges() {
        assertThat(train(folder.resolve("run"), "--init", "l-momentum")).isZero();
        assertThat(cli.err()).contains("standard deviation 0.9").contains("l-momentum-scaled");
    }

    @Test
    void refusesWhatItDoesNotUnderstandBeforeThereIsARun() {
        var run = folder.resolve("run");
        assertThat(train(run, "--init", "kaiming-norml")).isEqualTo(2);
        assertThat(cli.err()).contains("did you mean kaiming-normal?");
        assertThat(train(run, "--init", "normal;conv*=zeros")).isEqualTo(2);
        assertThat(cli.err()).contains("conv* fits none of the network's blocks");
        assertThat(train(run, "--init", "zeros", "--weights", "x.safetensors")).isEqualTo(2);
        assertThat(cli.err()).contains("leave one of them out");
        assertThat(run).doesNotExist();
    }
}
