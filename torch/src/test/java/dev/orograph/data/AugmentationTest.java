package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import java.util.HashSet;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    /** [count, 2, height, width] with the numbers 1, 2, 3, … */
    private static Tensor ramp(int count, int height, int width) {
        return torch.arange(new Scalar(1), new Scalar(1 + count * 2 * height * width))
                .to(torch.ScalarType.Float)
                .view(count, 2, height, width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crop:2", "flip", "rotate:30.0", "crop:1,flip,rotate:10.0", "none"})
    void dependsOnTheSeedAloneAndKeepsTheShape(String text) {
        var augmentation = Augmentation.parse(text);
        assertThat(Augmentation.describe(augmentation)).isEqualTo(text);
        try (var scope = new PointerScope()) {
            var batch = ramp(16, 5, 4);
            var before = Tensors.toFloats(batch);
            var first = augmentation.apply(batch, List.of(-1f, -2f), Augmentation.seed(1, 2, 3));
            var again = augmentation.apply(batch, List.of(-1f, -2f), Augmentation.seed(1, 2, 3));
            var other = augmentation.apply(batch, List.of(-1f, -2f), Augmentation.seed(1, 2, 4));
            assertThat(Tensors.shape(first)).isEqualTo(Shape.of(16, 2, 5, 4));
            assertThat(Tensors.toFloats(again)).isEqualTo(Tensors.toFloats(first));
            assertThat(Tensors.toFloats(batch))
                    .as("the batch itself is left alone")
                    .isEqualTo(before);
            if (!text.equals("none")) {
                assertThat(Tensors.toFloats(other)).isNotEqualTo(Tensors.toFloats(first));
            }
        }
    }

    @Test
    void cropShiftsAllChannelsOfAnImageAlikeAndFillsWithBackground() {
        try (var scope = new PointerScope()) {
            var batch = ramp(40, 3, 4);
            var cropped = Tensors.toFloats(new Crop(2).apply(batch, List.of(-1f, -2f), 9));
            var original = Tensors.toFloats(batch);
            var shifts = new HashSet<Integer>();
            for (int image = 0; image < 40; image++) {
                int shift = shiftThatExplains(original, cropped, image);
                assertThat(shift).as("image %d", image).isNotNegative();
                shifts.add(shift);
            }
            assertThat(shifts).as("of 25 possible places").hasSizeGreaterThan(12);
        }
    }

    /** 5·top + left of the window that gives image {@code image}, or −1 if none does. */
    private static int shiftThatExplains(float[] original, float[] cropped, int image) {
        for (int shift = 0; shift < 25; shift++) {
            boolean explains = true;
            for (int channel = 0; channel < 2; channel++) {
                for (int pixel = 0; pixel < 12; pixel++) {
                    int row = pixel / 4 + shift / 5 - 2;
                    int column = pixel % 4 + shift % 5 - 2;
                    boolean inside = row >= 0 && row < 3 && column >= 0 && column < 4;
                    int start = (image * 2 + channel) * 12;
                    float expected = inside ? original[start + row * 4 + column] : -1f - channel;
                    explains &= cropped[start + pixel] == expected;
                }
            }
            if (explains) {
                return shift;
            }
        }
        return -1;
    }

    @Test
    void flipMirrorsAboutHalfOfTheImages() {
        try (var scope = new PointerScope()) {
            var flipped = Tensors.toFloats(new HorizontalFlip().apply(ramp(400, 1, 3), List.of(), 4));
            int mirrored = 0;
            for (int plane = 0; plane < 800; plane++) {
                float first = flipped[3 * plane];
                float last = flipped[3 * plane + 2];
                assertThat(Math.abs(last - first)).isEqualTo(2);
                mirrored += last < first ? 1 : 0;
            }
            // 400 draws of one half: five standard deviations are 50 images of two channels
            assertThat(mirrored / 2).isBetween(150, 250);
        }
    }

    @Test
    void aQuarterTurnIsExact() {
        try (var scope = new PointerScope()) {
            var batch = ramp(2, 4, 4);
            var turned = Rotation.turn(batch, List.of(-1f, -2f), new double[] {Math.PI / 2, -Math.PI / 2});
            var left = batch.narrow(0, 0, 1).rot90(1, new long[] {2, 3});
            var right = batch.narrow(0, 1, 1).rot90(-1, new long[] {2, 3});
            var expected = Tensors.toFloats(torch.cat(new TensorVector(left, right)));
            assertThat(Tensors.toFloats(turned)).containsExactly(expected, within(1e-4f));
        }
    }

    @Test
    void aHalfTurnOfAnOblongImageReversesIt() {
        try (var scope = new PointerScope()) {
            var batch = ramp(1, 2, 6);
            var turned = Rotation.turn(batch, List.of(), new double[] {Math.PI});
            assertThat(Tensors.toFloats(turned)).containsExactly(Tensors.toFloats(batch.flip(2, 3)), within(1e-4f));
        }
    }

    @Test
    void turnedCornersShowBackground() {
        try (var scope = new PointerScope()) {
            var turned = Rotation.turn(torch.ones(1, 2, 9, 9), List.of(-1f, -2f), new double[] {Math.PI / 4});
            var values = Tensors.toFloats(turned);
            assertThat(values[0]).isEqualTo(-1, within(1e-5f));
            assertThat(values[81]).isEqualTo(-2, within(1e-5f));
            assertThat(values[40]).isEqualTo(1, within(1e-5f));
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> Augmentation.parse("mixup")).hasMessageContaining("choose crop:PIXELS, flip");
        assertThatThrownBy(() -> Augmentation.parse("flip:3")).hasMessageContaining("'flip:3' is unknown");
        assertThatThrownBy(() -> Augmentation.parse("crop:x")).hasMessageContaining("no number after the colon");
        assertThatThrownBy(() -> Augmentation.parse("crop:0")).hasMessageContaining("must lie in 1 to 256");
        assertThatThrownBy(() -> new Rotation(Double.NaN)).hasMessageContaining("must lie above 0 to 180");
        try (var scope = new PointerScope()) {
            assertThatThrownBy(() -> new HorizontalFlip().apply(torch.ones(3, 2), List.of(), 0))
                    .hasMessage("images of shape batch×channels×height×width can be augmented, not 3×2");
            assertThatThrownBy(() -> new Crop(1).apply(torch.ones(3, 2, 4, 4), List.of(1f), 0))
                    .hasMessage("background has 1 values for images of 2 channels");
        }
    }
}
