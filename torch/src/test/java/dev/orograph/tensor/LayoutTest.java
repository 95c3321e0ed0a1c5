package dev.orograph.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private final Layout layout = Layout.builder()
            .add("0.weight", BlockKind.WEIGHT, 2, 3)
            .add("0.bias", BlockKind.BIAS, 2)
            .build();

    @Test
    void blocksFollowEachOtherWithoutGaps() {
        assertThat(layout.elements()).isEqualTo(8);
        assertThat(layout.block("0.bias").offset()).isEqualTo(6);
    }

    @Test
    void roundTripsThroughArrays() {
        try (var scope = new PointerScope()) {
            var flat = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 8);
            var arrays = layout.toArrays(flat);
            assertThat(arrays.names()).containsExactly("0.weight", "0.bias");
            assertThat(Tensors.toFloats(layout.fromArrays(arrays, Precision.FLOAT32)))
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void splitKeepsTheGraph() {
        try (var scope = new PointerScope()) {
            var flat = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 8).requires_grad_(true);
            var blocks = layout.split(flat);
            var loss = blocks.get(0).square().sum().add(blocks.get(1).sum());
            var gradient =
                    torch.grad(new TensorVector(loss), new TensorVector(flat)).get(0);
            assertThat(Tensors.toFloats(gradient)).containsExactly(2, 4, 6, 8, 10, 12, 1, 1);
        }
    }

    @Test
    void namesEveryBlockThatDoesNotFit() {
        var arrays = NamedArrays.of(List.of(NamedArray.of("0.weight", Shape.of(3, 2), new float[6])));
        assertThatThrownBy(() -> layout.fromArrays(arrays, Precision.FLOAT32))
                .hasMessage("block 0.weight has shape 3×2 where the network needs 2×3; block 0.bias (2) is missing");
    }

    @Test
    void keptTensorsOutliveTheirScope() {
        try (var outer = new PointerScope()) {
            Tensor kept;
            try (var inner = new PointerScope()) {
                kept = Tensors.keep(torch.ones(3));
            }
            assertThat(Tensors.toDoubles(kept)).containsExactly(1, 1, 1);
        }
    }
}
