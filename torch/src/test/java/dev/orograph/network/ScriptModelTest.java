package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and numbers by PyTorch 2.13, from bench/crosscheck/make_scripts.py. */
class ScriptModelTest {
    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ScriptModelTest.class.getResource(name)).toURI());
    }

    private static Tensor tensor(NamedArrays arrays, String name) {
        return Tensors.fromArray(Objects.requireNonNull(arrays.find(name)));
    }

    private static void assertClose(Tensor given, Tensor expected) {
        // float32 sums of a few terms of size 1 to 10
        assertThat(Tensors.toDoubles(given)).containsExactly(Tensors.toDoubles(expected), within(1e-5));
    }

    @Test
    void findsEveryBlockOnceWithItsKind() throws Exception {
        try (var model = ScriptModel.load(resource("tiny.pt"))) {
            assertThat(model.layout().blocks().stream().map(Block::name))
                    .containsExactly(
                            "conv.weight",
                            "conv.bias",
                            "bn.weight",
                            "bn.bias",
                            "act.weight",
                            "norm.weight",
                            "norm.bias",
                            "fc.weight",
                            "fc.bias");
            assertThat(model.layout().blocks().stream().map(Block::kind))
                    .containsExactly(
                            BlockKind.WEIGHT,
                            BlockKind.BIAS,
                            BlockKind.NORM_SCALE,
                            BlockKind.NORM_SHIFT,
                            BlockKind.SLOPE,
                            BlockKind.NORM_SCALE,
                            BlockKind.NORM_SHIFT,
                            BlockKind.WEIGHT,
                            BlockKind.BIAS);
            try (var state = model.initialState()) {
                assertThat(state.names())
                        .containsExactly("bn.running_mean", "bn.running_var", "bn.num_batches_tracked");
            }
        }
    }

    @Test
    void outputsGradientsAndHessianProductsArePyTorchs() throws Exception {
        var expected = Safetensors.read(resource("tiny.safetensors"));
        try (var scope = new PointerScope();
                var model = ScriptModel.load(resource("tiny.pt"));
                var copy = model.forOtherThread();
                var state = model.initialState()) {
            var input = tensor(expected, "inputs");
            model.warmUp(input);
            var theta = model.theta(Precision.FLOAT32).requires_grad_(true);
            for (var each : new Model[] {model, copy, model, model, model}) {
                var output = each.forward(theta, state, input, Mode.EVALUATION);
                assertClose(output, tensor(expected, "outputs"));
                var gradient = torch.grad(
                                new TensorVector(output.square().sum()),
                                new TensorVector(theta),
                                new TensorVector(),
                                new org.bytedeco.pytorch.BoolOptional(true),
                                true,
                                false)
                        .get(0);
                assertClose(gradient, tensor(expected, "gradient"));
                var product = torch.grad(new TensorVector(gradient.sum()), new TensorVector(theta))
                        .get(0);
                assertClose(product, tensor(expected, "product"));
            }
        }
    }

    @Test
    void repeatsItselfToTheBitOnceWarm() throws Exception {
        var expected = Safetensors.read(resource("tiny.safetensors"));
        try (var scope = new PointerScope();
                var model = ScriptModel.load(resource("tiny.pt"));
                var state = model.initialState()) {
            var input = tensor(expected, "inputs");
            model.warmUp(input);
            var theta = model.theta(Precision.FLOAT32);
            var first = Tensors.toFloats(model.forward(theta, state, input, Mode.EVALUATION));
            for (int i = 0; i < 5; i++) {
                assertThat(Tensors.toFloats(model.forward(theta, state, input, Mode.EVALUATION)))
                        .containsExactly(first);
            }
        }
    }

    @Test
    void copiesHaveTheSameTies() throws Exception {
        for (var name : List.of("scripts/tied_traced.pt", "scripts/tied_scripted.pt")) {
            try (var scope = new PointerScope();
                    var model = ScriptModel.load(resource(name));
                    var state = model.initialState()) {
                var input = torch.ones(2, 1, 8, 8);
                model.forward(model.theta(Precision.FLOAT32), state, input, Mode.EVALUATION);
                try (var copy = model.forOtherThread()) {
                    assertThat(copy.layout().matches(model.layout())).isTrue();
                }
            }
        }
    }

    @Test
    void runsInFloat64WithItsStatistics() throws Exception {
        try (var scope = new PointerScope();
                var model = ScriptModel.load(resource("tiny.pt"));
                var state = model.initialState()) {
            var input = tensor(Safetensors.read(resource("tiny.safetensors")), "inputs");
            var narrow = model.forward(model.theta(Precision.FLOAT32), state, input, Mode.EVALUATION);
            var wide = model.forward(
                    model.theta(Precision.FLOAT64), state, input.to(Precision.FLOAT64.scalarType()), Mode.EVALUATION);
            assertClose(wide, narrow);
        }
    }

    @Test
    void takesWholeNumbersWhereTheNetworkDoes() throws Exception {
        try (var scope = new PointerScope();
                var model = ScriptModel.load(resource("table.pt"));
                var state = model.initialState()) {
            assertThat(model.layout().block("table.weight").kind()).isEqualTo(BlockKind.EMBEDDING);
            var output = model.forward(
                    model.theta(Precision.FLOAT32),
                    state,
                    Tensors.of(new long[] {0, 1, 4, 4, 2, 3}, 2, 3),
                    Mode.EVALUATION);
            assertThat(Tensors.shape(output).sizes()).containsExactly(2, 2);
        }
    }

    @Test
    void saysInOneSentenceWhyAnInputDoesNotFit() throws Exception {
        try (var scope = new PointerScope();
                var model = ScriptModel.load(resource("tiny.pt"));
                var state = model.initialState()) {
            var theta = model.theta(Precision.FLOAT32);
            assertThatThrownBy(() -> model.forward(theta, state, torch.ones(2, 5), Mode.EVALUATION))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot process an input of shape 2×5: ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void saysWhatAnUnsuitableFileIs(@TempDir Path folder) throws Exception {
        var bytes = Files.readAllBytes(resource("tiny.pt"));
        var empty = Files.createFile(folder.resolve("empty.pt"));
        var half = Files.write(folder.resolve("half.pt"), Arrays.copyOf(bytes, bytes.length / 2));
        var exported = Files.write(folder.resolve("model.pt2"), bytes);
        assertFails(folder.resolve("none.pt"), "does not exist");
        assertFails(empty, "is empty");
        assertFails(half, "is no TorchScript archive, or only a part of one");
        assertFails(exported, "is an exported program (.pt2), which only Python can run");
        assertFails(resource("state_dict.pt"), "holds weights but no network (a state dictionary)");
        assertFails(resource("two_inputs.pt"), "takes 2 inputs where one is needed");
        assertFails(folder, "is not a file");
    }

    private static void assertFails(Path file, String sentence) {
        assertThatThrownBy(() -> ScriptModel.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }
}
