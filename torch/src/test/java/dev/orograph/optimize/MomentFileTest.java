package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After one step with the gradient (1, −2). */
class MomentFileTest {
    private static final Layout PAIR =
            Layout.builder().add("weight", BlockKind.WEIGHT, 1, 2).build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private MomentFile file(String text) throws IOException {
        var settings = OptimizerSettings.parse(text);
        var file = folder.resolve("optimizer.safetensors");
        try (var scope = new PointerScope()) {
            var theta = Tensors.of(new double[] {5, 5}, 2);
            try (var optimizer = settings.start(PAIR, theta)) {
                optimizer.step(at -> new Evaluation(0, Tensors.of(new double[] {1, -2}, 2)), theta, 0.1);
                var state = NamedArrays.of(optimizer.state().blocks(), Map.of(OptimizerSettings.KEY, settings.text()));
                Safetensors.write(file, state);
            }
        }
        return MomentFile.read(file, 2, Precision.FLOAT64);
    }

    @ParameterizedTest
    @CsvSource({
        "adam, first, 0.1, -0.2",
        "nadam, first, 0.1, -0.2",
        "muon, first, 0.05, -0.1",
        "adam, second, 0.001, 0.004",
        "rmsprop, second, 0.01, 0.04",
        "adam, update, -1, 1",
        "adamw, update, -1, 1"
    })
    void findsTheMoments(String optimizer, String kind, double first, double second) throws IOException {
        var moments = file(optimizer);
        try (var scope = new PointerScope()) {
            assertThat(Tensors.toDoubles(moments.moment(MomentKind.parse(kind))))
                    .containsExactly(new double[] {first, second}, within(1e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({"adam:eps=0.5, 1.5, 2.5", "rmsprop:eps=0.5, 0.6, 0.7", "'rmsprop:alpha=0.5,eps=0,centered=true', 0.5, 1"
    })
    void findsWhatDividesTheStep(String optimizer, double first, double second) throws IOException {
        var moments = file(optimizer);
        try (var scope = new PointerScope()) {
            assertThat(Tensors.toDoubles(moments.denominator()))
                    .containsExactly(new double[] {first, second}, within(1e-12));
        }
    }

    @Test
    void anUpdateIsAdamsOnly() throws IOException {
        var moments = file("nadam");
        assertThatThrownBy(() -> moments.moment(MomentKind.UPDATE))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "is of nadam:lr=0.002, whose step is not Adam's; choose the first or the second moment");
    }
}
