package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.Safetensors;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What torch 2.13.0 computed in float64 with an {@code nn.TransformerEncoder} of two layers (width 8, 2 heads, 12 hidden
 * units, gelu, norm_first) and an {@code nn.MultiheadAttention}, on 3 sequences of 5 tokens, all drawn at random.
 */
class TransformerReferenceTest {
    private static final double ROUNDING = 1e-10;

    private final PointerScope scope = new PointerScope();
    private final NamedArrays reference = read("transformer-reference.safetensors");

    @AfterEach
    void release() {
        scope.close();
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(TransformerReferenceTest.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NamedArrays read(String name) {
        try {
            return Safetensors.read(resource(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ArchitectureModel model(Layer layer) {
        return new ArchitectureModel(new Architecture("reference", Map.of(), Shape.of(5, 8), 8, layer));
    }

    private static ArchitectureModel encoder(String kind) {
        var layers = new TransformerLayers(8, 2, 12, 0, kind.equals("causal")).stack(2);
        return model(Sequential.of(Sequential.child("layers", layers)));
    }

    private Tensor tensor(String name) {
        return Tensors.fromArray(Objects.requireNonNull(reference.find(name)));
    }

    private Tensor theta(Model model, String prefix) {
        var blocks = reference.blocks().stream()
                .filter(block -> block.name().startsWith(prefix))
                .map(block -> block.renamed(block.name().substring(prefix.length())))
                .toList();
        return model.layout().fromArrays(NamedArrays.of(blocks), Precision.FLOAT64);
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        assertThat(Tensors.toDoubles(actual)).containsExactly(Tensors.toDoubles(expected), within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "causal"})
    void attentionGivesWhatTorchGives(String kind) {
        var model = model(new Attention(8, 2, kind.equals("causal"), 0));
        var theta = theta(model, kind + ".attention.");
        var output = model.forward(theta, State.empty(), tensor(kind + ".input"), Mode.EVALUATION);
        assertClose(output, tensor(kind + ".attention.output"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "causal"})
    void layersGiveTheOutputsAndGradientsThatTorchGives(String kind) {
        var model = encoder(kind);
        var theta = theta(model, kind + ".weights.").requires_grad_(true);
        var output = model.forward(theta, State.empty(), tensor(kind + ".input"), Mode.training(0, 0));
        assertClose(output, tensor(kind + ".output"));
        var value = output.mul(tensor(kind + ".cotangent")).sum();
        var gradient =
                torch.grad(new TensorVector(value), new TensorVector(theta)).get(0);
        assertClose(gradient, theta(model, kind + ".gradient."));
    }

    @Test
    void readsTheStateDictionaryOfATransformerEncoder() throws IOException {
        var model = encoder("full");
        try (var weights = Weights.load(resource("transformer-encoder.pt"), model, Precision.FLOAT64)) {
            assertThat(Tensors.toDoubles(weights.theta()))
                    .containsExactly(Tensors.toDoubles(theta(model, "full.weights.")));
        }
        assertThat(model.layout().blocks().stream().map(block -> block.name()))
                .contains("layers.1.self_attn.in_proj_weight", "layers.1.self_attn.out_proj.bias");
    }
}
