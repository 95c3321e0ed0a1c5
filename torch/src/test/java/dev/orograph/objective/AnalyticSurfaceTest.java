package dev.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.curvature.Autograd;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnalyticSurfaceTest {
    private static double value(AnalyticSurface surface, double x, double y) {
        try (var scope = new PointerScope();
                var sum = surface.sum()) {
            return sum.value(Tensors.of(new double[] {x, y}, 2), 0).item_double();
        }
    }

    private static double[] gradient(AnalyticSurface surface, double x, double y) {
        try (var scope = new PointerScope();
                var sum = surface.sum()) {
            var leaf = Autograd.leaf(Tensors.of(new double[] {x, y}, 2));
            return Tensors.toDoubles(
                    Autograd.differentiable(sum.value(leaf, 0), leaf).detach());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKnownMinimumIsOne(AnalyticSurface surface) {
        for (var minimum : surface.region().minima()) {
            double x = minimum.x();
            double y = minimum.y();
            assertThat(surface.region().contains(x, y)).isTrue();
            // Curvatures reach 1000, coordinates are known to 1e-15.
            assertThat(gradient(surface, x, y)).containsExactly(new double[] {0, 0}, within(1e-11));
            double lowest = value(surface, x, y);
            for (int i = 0; i < 16; i++) {
                double angle = i * Math.PI / 8;
                assertThat(value(surface, x + 1e-3 * Math.cos(angle), y + 1e-3 * Math.sin(angle)))
                        .isGreaterThan(lowest);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStartIsInTheWindowAndItsNameIsUnderstood(AnalyticSurface surface) {
        var region = surface.region();
        assertThat(region.contains(region.start().x(), region.start().y())).isTrue();
        assertThat(region.grid(5).cells()).isEqualTo(25);
        assertThat(AnalyticSurface.parse(surface.toString())).isEqualTo(surface);
    }

    @Test
    void theRavineFallsAlongItsAxis() {
        assertThat(value(AnalyticSurface.RAVINE, 1, 0))
                .isCloseTo(Math.pow(Math.tanh(1), 2) + 0.01 + 0.5, within(1e-15));
        assertThat(gradient(AnalyticSurface.RAVINE, 0, 0)).containsExactly(0, 0.25);
        assertThat(AnalyticSurface.RAVINE.lowest()).isEmpty();
    }

    @Test
    void wellsAreSteepInAGentleBowl() {
        // 0.05·50 far from all wells
        assertThat(value(AnalyticSurface.STEEP_OPTIMA, 5, 5)).isCloseTo(2.5, within(1e-12));
        assertThat(value(AnalyticSurface.STEEP_OPTIMA, 1, 0.7)).isCloseTo(0.05 * 1.49 - 1, within(1e-9));
        assertThat(AnalyticSurface.STEEP_OPTIMA.lowest()).hasValueCloseTo(-0.9418, within(5e-3));
        assertThat(AnalyticSurface.HIMMELBLAU.region().distance(3, 3)).hasValue(1);
    }
}
