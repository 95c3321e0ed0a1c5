package dev.orograph.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.provenance.Provenance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    @Test
    void onlyComputedAndInterpolatedCellsKeepTheirValues() {
        var status = new Status[] {Status.PENDING, Status.COMPUTED, Status.INTERPOLATED, Status.FAILED};
        var surface = Surface.of(
                Grid.of(new Axis("x", 0, 3, 4)),
                Map.of("train_loss", new double[] {1, 2, 3, 4}),
                status,
                Trust.NONE,
                Provenance.NONE);
        assertThat(surface.values("train_loss")).containsExactly(Double.NaN, 2, 3, Double.NaN);
        assertThat(surface.count(Status.INTERPOLATED)).isEqualTo(1);
        assertThat(surface.knownCells()).isEqualTo(2);
    }
}
