package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequenceLayersTest {
    private final PointerScope scope = new PointerScope();

    @AfterEach
    void release() {
        scope.close();
    }

    private static ArchitectureModel model(Shape input, Layer... layers) {
        return new ArchitectureModel(
                new Architecture("test", Map.of(), input, 1, Sequential.numbered(List.of(layers))));
    }

    private static double[] run(ArchitectureModel model, Tensor theta, Tensor input, Mode mode) {
        return Tensors.toDoubles(model.forward(theta, State.empty(), input, mode));
    }

    private static double[] apply(Layer layer, Shape sample, double... values) {
        var model = model(sample, layer);
        long batch = values.length / sample.elements();
        var sizes = new long[sample.rank() + 1];
        sizes[0] = batch;
        System.arraycopy(sample.sizes(), 0, sizes, 1, sample.rank());
        var theta = Tensors.of(new double[] {10, 20, 30, 40}, 4)
                .narrow(0, 0, model.layout().elements());
        return run(model, theta, Tensors.of(values, sizes), Mode.EVALUATION);
    }

    @Test
    void poolsTokens() {
        var sequence = Shape.of(3, 2);
        double[] values = {1, 5, 2, 0, 6, 1};
        assertThat(apply(new TokenPool(TokenPool.Kind.FIRST), sequence, values)).containsExactly(1, 5);
        assertThat(apply(new TokenPool(TokenPool.Kind.MEAN), sequence, values)).containsExactly(3, 2);
        assertThat(apply(new TokenPool(TokenPool.Kind.MAX), sequence, values)).containsExactly(6, 5);
        assertThat(apply(new TokenPool(TokenPool.Kind.HALF), sequence, values)).containsExactly(4.5, 3.5);
    }

    @Test
    void positionsAreAddedToTokens() {
        assertThat(apply(new PositionEmbedding(2, 2), Shape.of(2, 2), 1, 2, 3, 4))
                .containsExactly(11, 22, 33, 44);
        assertThat(apply(new PositionEmbedding(2, 2), Shape.of(1, 2), 1, 2)).containsExactly(11, 22);
    }

    @Test
    void sinusoidsHaveThePublishedWaves() {
        var zeros = new double[2 * 4];
        assertThat(apply(new SinusoidalPosition(), Shape.of(2, 4), zeros))
                .containsExactly(
                        new double[] {0, 1, 0, 1, Math.sin(1), Math.cos(1), Math.sin(.01), Math.cos(.01)},
                        within(1e-15));
    }

    @Test
    void aClassTokenComesFirst() {
        assertThat(apply(new ClassToken(2), Shape.of(1, 2), 1, 2, 3, 4)).containsExactly(10, 20, 1, 2, 10, 20, 3, 4);
        var named = Program.of(Sequential.of(Sequential.child("class_token", new ClassToken(2))), Shape.of(1, 2));
        assertThat(named.layout().contains("class_token")).isTrue();
    }

    @Test
    void pixelsBecomeTokensRowByRow() {
        assertThat(apply(new ImageTokens(), Shape.of(2, 1, 2), 1, 2, 3, 4)).containsExactly(1, 3, 2, 4);
    }

    @Test
    void anEmbeddingLooksUpAndItsTieScores() {
        var embedding = new Embedding(2, 2, "t");
        assertThat(apply(embedding, Shape.of(3), 1, 0, 1)).containsExactly(30, 40, 10, 20, 30, 40);
        var tied = model(Shape.of(1), embedding, new Unembedding(2, 2, "t"));
        assertThat(tied.layout().elements()).isEqualTo(4);
        assertThat(tied.program().aliases()).containsExactly(Map.entry("1.weight", "0.weight"));
        var theta = Tensors.of(new double[] {1, 2, 3, 4}, 4).requires_grad_(true);
        var output = tied.forward(theta, State.empty(), Tensors.of(new double[] {1}, 1, 1), Mode.EVALUATION);
        // (3, 4)·(1, 2) and (3, 4)·(3, 4)
        assertThat(Tensors.toDoubles(output)).containsExactly(11, 25);
        var gradient = torch.grad(new TensorVector(output.sum()), new TensorVector(theta))
                .get(0);
        // of 3·1 + 4·2 + 3² + 4²
        assertThat(Tensors.toDoubles(gradient)).containsExactly(3, 4, 1 + 2 * 3, 2 + 2 * 4);
    }

    @Test
    void tiedTablesStartAsTheyWouldAlone() {
        var tied = model(Shape.of(4), new Embedding(50, 8, "t"), new Unembedding(50, 8, "t"));
        var alone = model(Shape.of(4), new Embedding(50, 8, ""));
        var start = Tensors.toDoubles(Initialization.defaults().initialTheta(tied.program(), 3));
        assertThat(start)
                .containsExactly(Tensors.toDoubles(Initialization.defaults().initialTheta(alone.program(), 3)));
        assertThat(Arrays.stream(start).map(Math::abs).max().orElseThrow()).isBetween(.034, Embedding.BOUND);
    }

    @Test
    void bfloat16IsRefusedWhereItConfusesTokens() {
        var model = model(Shape.of(1), new Embedding(258, 1, ""));
        var theta = torch.zeros(258).to(ScalarType.BFloat16);
        var input = torch.zeros(1, 1).to(ScalarType.BFloat16);
        assertThatThrownBy(() -> model.forward(theta, State.empty(), input, Mode.EVALUATION))
                .hasMessage("bfloat16 cannot tell 258 tokens apart, only 257; compute in float32");
    }

    @Test
    void causalAttentionDoesNotSeeLaterTokens() {
        var model = model(Shape.of(4, 6), new Attention(6, 3, true, 0));
        var theta = RandomStream.of(1).gaussians(model.layout().elements(), Precision.FLOAT64);
        var input = RandomStream.of(2).gaussians(24, Precision.FLOAT64).view(1, 4, 6);
        var other = input.clone();
        other.select(1, 3).add_(torch.ones(1, 6));
        var output = run(model, theta, input, Mode.EVALUATION);
        var changed = run(model, theta, other, Mode.EVALUATION);
        for (int i = 0; i < 24; i++) {
            assertThat(output[i] == changed[i]).as("number %d", i).isEqualTo(i < 18);
        }
    }

    @Test
    void attentionDropsWeightsBySeedStepAndLayer() {
        var model = model(Shape.of(8, 4), new Attention(4, 2, false, .5));
        var theta = RandomStream.of(1).gaussians(model.layout().elements(), Precision.FLOAT64);
        var input = RandomStream.of(2).gaussians(32, Precision.FLOAT64).view(1, 8, 4);
        var first = run(model, theta, input, Mode.training(1, 2));
        assertThat(run(model, theta, input, Mode.training(1, 2))).containsExactly(first);
        assertThat(run(model, theta, input, Mode.training(1, 3))).isNotEqualTo(first);
        assertThat(run(model, theta, input, Mode.EVALUATION)).isNotEqualTo(first);
    }

    @Test
    void samplesAreTreatedAloneUnlessAttentionDrops() {
        assertThat(Program.of(new Attention(4, 2, true, 0), Shape.of(3, 4)).treatsSamplesAlone())
                .isTrue();
        assertThat(Program.of(new Attention(4, 2, true, .1), Shape.of(3, 4)).treatsSamplesAlone())
                .isFalse();
    }

    @Test
    void theLargestValueIsThatOfTheAttention() {
        var program = Program.of(new TransformerLayers(4, 2, 8, 0, true).stack(2), Shape.of(20, 4));
        assertThat(program.hasAttention()).isTrue();
        assertThat(program.largestValue()).isEqualTo(2 * 20 * 20);
        assertThat(Program.of(new Attention(4, 2, true, 0), Shape.of(3, 4)).largestValue())
                .isEqualTo(3 * 3 * 4);
    }
}
