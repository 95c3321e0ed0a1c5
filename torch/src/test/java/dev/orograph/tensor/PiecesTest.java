package dev.orograph.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class PiecesTest {
    /** Two whole pieces and a part of one. */
    private static Tensor vector(long seed) {
        return RandomStream.of(seed).gaussians(2 * Pieces.SIZE + 7);
    }

    @Test
    void sumsAreThoseOfTheWholeVectors() {
        try (var scope = new PointerScope()) {
            var one = vector(1);
            var other = vector(2);
            var wide = one.to(ScalarType.Double);
            // sums of 2e6 float64 numbers of size 1, in another order: far below 2e6 · 2e6 · 2⁻⁵³
            assertThat(Pieces.dot(one, other))
                    .isCloseTo(wide.dot(other.to(ScalarType.Double)).item_double(), within(1e-7));
            assertThat(Pieces.norm(one)).isCloseTo(wide.norm().item_double(), within(1e-9));
        }
    }

    @Test
    void theLastElementIsAskedToo() {
        try (var scope = new PointerScope()) {
            var vector = vector(3);
            assertThat(Pieces.all(vector, piece -> piece.abs().max().item_double() < 100))
                    .isTrue();
            vector.narrow(0, vector.numel() - 1, 1).fill_(new Scalar(1000.0));
            assertThat(Pieces.all(vector, piece -> piece.abs().max().item_double() < 100))
                    .isFalse();
        }
    }
}
