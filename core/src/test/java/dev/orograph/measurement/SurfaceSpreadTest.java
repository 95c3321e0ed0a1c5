package dev.orograph.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurfaceSpreadTest {
    private static Surface surface(Trust trust, double... losses) {
        var status = new Status[losses.length];
        Arrays.fill(status, Status.COMPUTED);
        return Surface.of(
                Grid.of(new Axis("x", 0, 1, losses.length)),
                Map.of("train_loss", losses, "train_loss_se", losses),
                status,
                trust,
                Provenance.NONE);
    }

    @Test
    void summarisesCellByCell() {
        var spread = SurfaceSpread.of(
                List.of(surface(Trust.NONE, 1, 4), surface(Trust.NONE, 1, 6), surface(Trust.NONE, 1, 8)),
                Provenance.NONE);
        assertThat(spread.quantityNames())
                .containsExactly("train_loss", "train_loss_sd", "train_loss_min", "train_loss_max");
        assertThat(spread.values("train_loss")).containsExactly(1, 6);
        assertThat(spread.values("train_loss_sd")).containsExactly(0, 2);
        assertThat(spread.values("train_loss_min")).containsExactly(1, 4);
        assertThat(spread.values("train_loss_max")).containsExactly(1, 8);
        assertThat(spread.trust().figures()).containsEntry("direction_pairs", 3.0);
        assertThat(spread.trust().figures().getOrDefault("train_loss_direction_spread", Double.NaN))
                .isCloseTo(1 / 6.0, within(1e-15));
    }

    @Test
    void trustIsThatOfTheWorst() {
        var spread = SurfaceSpread.of(
                List.of(
                        surface(Trust.NONE.with("deterministic", 1).with("cosine_xy", -.3), 1, 2),
                        surface(Trust.NONE.with("deterministic", 0).with("cosine_xy", .1), 1, 2)),
                Provenance.NONE);
        assertThat(spread.trust().figures()).containsEntry("deterministic", 0.0).containsEntry("cosine_xy", -.3);
    }

    @Test
    void refusesOneSurfaceAndOtherGrids() {
        var one = surface(Trust.NONE, 1, 2);
        assertThatThrownBy(() -> SurfaceSpread.of(List.of(one), Provenance.NONE))
                .hasMessageContaining("at least 2 surfaces");
        assertThatThrownBy(() -> SurfaceSpread.of(List.of(one, surface(Trust.NONE, 1, 2, 3)), Provenance.NONE))
                .hasMessageContaining("equal grids");
    }
}
