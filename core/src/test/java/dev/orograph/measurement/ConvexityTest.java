package dev.orograph.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.provenance.Provenance;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvexityTest {
    private static final Grid GRID = Grid.of(new Axis("x", 0, 3, 4));

    @Test
    void isTheRatioOfTheEigenvaluesSizes() {
        var quantities = new LinkedHashMap<String, double[]>();
        quantities.put("min_eig", new double[] {-1, 2, -3, 0});
        quantities.put("max_eig", new double[] {4, 8, 0, 0});
        var surface = Convexity.with(Surface.complete(GRID, quantities, Provenance.NONE));
        assertThat(surface.quantityNames()).containsExactly("min_eig", "max_eig", "convexity");
        assertThat(surface.values("convexity")).containsExactly(0.25, 0.25, Double.POSITIVE_INFINITY, Double.NaN);
        assertThat(Convexity.with(surface).quantityNames()).isEqualTo(surface.quantityNames());
    }

    @Test
    void needsBothEigenvalues() {
        var surface = Surface.complete(GRID, Map.of("max_eig", new double[] {4, 8, 1, 1}), Provenance.NONE);
        assertThat(Convexity.with(surface).has("convexity")).isFalse();
    }
}
