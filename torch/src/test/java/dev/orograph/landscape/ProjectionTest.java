package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    /** More than one piece of 2¹⁸. */
    private static final long ELEMENTS = 300_000;

    private static final Comparator<Double> CLOSE = (a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b);

    private static Tensor vector(double... values) {
        return Tensors.of(values, values.length);
    }

    private static Tensor gaussians(int seed) {
        return RandomStream.of(seed).gaussians(ELEMENTS, Precision.FLOAT32);
    }

    @Test
    void findsPointsOfThePlaneWhateverTheAngleOfItsDirections() {
        try (var scope = new PointerScope()) {
            var x = gaussians(2);
            // a cosine of about .98 between the directions
            var y = x.add(gaussians(3), new Scalar(.2));
            try (var plane = Plane.through(gaussians(1), x, y)) {
                var place = new Projection(plane).of(plane.theta(.75, -.5));
                assertThat(place.coordinates().get(0)).isCloseTo(.75, within(1e-5)); // float32 points
                assertThat(place.coordinates().get(1)).isCloseTo(-.5, within(1e-5));
                assertThat(place.residual()).isLessThan(1e-6);
            }
        }
    }

    @Test
    void tellsHowMuchOfTheDistanceThePlaneDoesNotShow() {
        try (var scope = new PointerScope();
                var plane = Plane.through(vector(1, 1, 1, 1), vector(2, 0, 0, 0), vector(1, 1, 0, 0))) {
            // θ − θ₀ = (3, 2, 0, 6): 3 = 2a + b, 2 = b, and 6 of 7 stands out
            var place = new Projection(plane).of(vector(4, 3, 1, 7));
            assertThat(place.coordinates()).usingElementComparator(CLOSE).containsExactly(.5, 2.0);
            assertThat(place.distance()).isCloseTo(7, within(1e-12));
            assertThat(place.residual()).isCloseTo(6.0 / 7, within(1e-12));
        }
    }

    @Test
    void theOriginHasNoShare() {
        try (var scope = new PointerScope();
                var plane = Plane.through(vector(1, 2, 3), vector(1, 0, 0), vector(0, 1, 0))) {
            var place = new Projection(plane).of(vector(1, 2, 3));
            assertThat(place.coordinates()).containsExactly(0.0, 0.0);
            assertThat(place.residual()).isNaN();
        }
    }

    @Test
    void projectsOnAVolume() {
        try (var scope = new PointerScope();
                var plane = Plane.through(
                        vector(0, 0, 0, 0), List.of(vector(1, 0, 0, 0), vector(1, 1, 0, 0), vector(1, 1, 1, 0)))) {
            var place = new Projection(plane).of(vector(6, 5, 3, 4));
            assertThat(place.coordinates()).usingElementComparator(CLOSE).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @Test
    void rejectsDirectionsOfOneLine() {
        try (var scope = new PointerScope();
                var plane = Plane.through(vector(0, 0), vector(1, 2), vector(2, 4))) {
            assertThatThrownBy(() -> new Projection(plane))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the directions lie on one line");
        }
    }
}
