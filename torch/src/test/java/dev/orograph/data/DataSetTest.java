package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class DataSetTest {
    private static final float[] INPUTS = {1, 2, 3, 4, 5, 6};

    @Test
    void holdsSamplesAndLabels() {
        try (var data = DataSet.of("three", INPUTS, Shape.of(1, 2), new long[] {0, 2, 1}, 3)) {
            assertThat(data.size()).isEqualTo(3);
            assertThat(data.inputShape()).isEqualTo(Shape.of(1, 2));
            assertThat(data.classes()).hasValue(3);
            assertThat(Tensors.shape(data.inputs())).isEqualTo(Shape.of(3, 1, 2));
            assertThat(Tensors.toFloats(data.inputs())).containsExactly(INPUTS);
            assertThat(Tensors.toDoubles(data.targets())).containsExactly(0, 2, 1);
        }
    }

    @Test
    void holdsRegressionTargetsAsAMatrix() {
        try (var data = DataSet.ofRegression("pairs", INPUTS, Shape.of(3), new float[] {1, 2, 3, 4}, 2)) {
            assertThat(data.classes()).isEmpty();
            assertThat(Tensors.shape(data.targets())).isEqualTo(Shape.of(2, 2));
        }
    }

    @Test
    void survivesTheScopeItWasMadeIn() {
        DataSet data;
        try (var scope = new PointerScope()) {
            var inputs = Tensors.of(INPUTS, 2, 3).t();
            data = DataSet.ofTensors("turned", inputs, Tensors.of(new long[] {0, 1, 0}, 3), OptionalInt.of(2));
        }
        assertThat(data.inputs().is_contiguous()).isTrue();
        assertThat(Tensors.toFloats(data.inputs())).containsExactly(1, 4, 2, 5, 3, 6);
        data.close();
    }

    @Test
    void digestIsOverInputBytesThenTargetBytes() throws Exception {
        var bytes = ByteBuffer.allocate(6 * 4 + 3 * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (float input : INPUTS) {
            bytes.putFloat(input);
        }
        bytes.putLong(0).putLong(2).putLong(1);
        var expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        try (var data = DataSet.of("three", INPUTS, Shape.of(2), new long[] {0, 2, 1}, 3)) {
            assertThat(data.digest()).isEqualTo(expected);
        }
    }

    @Test
    void refusesLabelsOutOfRange() {
        assertThatThrownBy(() -> DataSet.of("bad", INPUTS, Shape.of(2), new long[] {0, 3, 1}, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set bad has label 3; labels must lie in 0 to 2");
        assertThatThrownBy(() -> DataSet.of("bad", INPUTS, Shape.of(2), new long[] {0, -1, 1}, 3))
                .hasMessageContaining("label -1");
    }

    @Test
    void refusesSizesThatDoNotFit() {
        assertThatThrownBy(() -> DataSet.of("bad", INPUTS, Shape.of(2), new long[] {0, 1}, 2))
                .hasMessage("data set bad has 2 samples of shape 2 but 6 input numbers");
        assertThatThrownBy(() -> DataSet.of("none", new float[0], Shape.of(2), new long[0], 2))
                .hasMessage("data set none has no samples");
    }

    @Test
    void refusesOtherElementTypes() {
        try (var scope = new PointerScope()) {
            var inputs = Tensors.of(new double[] {1, 2}, 2, 1);
            var labels = Tensors.of(new long[] {0, 1}, 2);
            assertThatThrownBy(() -> DataSet.ofTensors("double", inputs, labels, OptionalInt.of(2)))
                    .hasMessageContaining("needs float32 inputs and int64 labels");
        }
    }

    @Test
    void closesTwiceAndThenRefusesAccess() {
        var data = DataSet.of("three", INPUTS, Shape.of(2), new long[] {0, 2, 1}, 3);
        data.close();
        data.close();
        assertThatThrownBy(data::inputs)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("data set three is closed");
    }
}
