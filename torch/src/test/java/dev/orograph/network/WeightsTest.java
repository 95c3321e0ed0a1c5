package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.Safetensors;
import dev.orograph.format.TorchFile;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    private final ArchitectureModel model = new ArchitectureModel(new Architecture(
            "pair",
            Map.of(),
            Shape.of(2),
            2,
            Sequential.numbered(List.of(new Linear(2, 2), new BatchNorm(2), new PRelu("a"), new PRelu("a")))));

    private static NamedArray numbers(String name, long... sizes) {
        var values = new float[(int) Shape.of(sizes).elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        return NamedArray.of(name, Shape.of(sizes), values);
    }

    private static List<NamedArray> complete() {
        return new ArrayList<>(List.of(
                numbers("1.running_mean", 2),
                numbers("0.weight", 2, 2),
                numbers("0.bias", 2),
                numbers("1.weight", 2),
                numbers("1.bias", 2),
                numbers("1.running_var", 2),
                numbers("3.weight", 1)));
    }

    @Test
    void takesBlocksByNameFromEitherFormat(@TempDir Path folder) throws IOException {
        var safetensors = folder.resolve("a.pt");
        var torchFile = folder.resolve("b.safetensors");
        // Named wrongly on purpose: the content decides.
        Safetensors.write(safetensors, NamedArrays.of(complete()));
        TorchFile.write(torchFile, NamedArrays.of(complete()));
        for (var file : List.of(safetensors, torchFile)) {
            try (var scope = new PointerScope();
                    var weights = Weights.load(file, model, Precision.FLOAT32)) {
                assertThat(Tensors.toFloats(weights.theta())).containsExactly(1, 2, 3, 4, 1, 2, 1, 2, 1, 2, 1);
                assertThat(Tensors.toFloats(weights.state().tensor("1.running_var")))
                        .containsExactly(1, 2);
            }
        }
    }

    @Test
    void namesEveryBlockThatDoesNotFit(@TempDir Path folder) throws IOException {
        var blocks = complete();
        blocks.removeIf(block -> block.name().equals("0.bias") || block.name().equals("1.running_mean"));
        blocks.removeIf(block -> block.name().equals("0.weight"));
        blocks.add(numbers("0.weight", 3, 2));
        for (int i = 0; i < 8; i++) {
            blocks.add(numbers("head." + i, 1));
        }
        var file = folder.resolve("other.safetensors");
        Safetensors.write(file, NamedArrays.of(blocks));
        assertThatThrownBy(() -> Weights.load(file, model, Precision.FLOAT32))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " does not hold the weights of pair: 2 blocks are missing (0.bias, 1.running_mean); "
                        + "8 blocks are unexpected (head.0, head.1, head.2, head.3, head.4, head.5 and 2 more); "
                        + "1 block is of another shape (0.weight is 3×2 instead of 2×2)");
    }

    @Test
    void saysSoWhenAFileIsMissingOrEmpty(@TempDir Path folder) throws IOException {
        var empty = Files.createFile(folder.resolve("empty.pt"));
        assertThatThrownBy(() -> Weights.load(empty, model, Precision.FLOAT32))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty.pt");
        assertThatThrownBy(() -> Weights.load(folder.resolve("none.safetensors"), model, Precision.FLOAT32))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.safetensors");
    }
}
