package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustLineTest {
    private static final Trust TRUST = Trust.NONE
            .with("train_centre_loss", 0.38)
            .with("train_centre_difference", 2.6995e-10)
            .with("test_centre_difference", 0.5)
            .with("train_standard_error", 0.00199)
            .with("cosine_xy", -0.0318)
            .with("share_nan", 0.0)
            .with("share_infinite", 0.0)
            .with("deterministic", 1);

    private static Surface with(Trust trust, Status second) {
        var grid = Grid.of(new Axis("x", 0, 1, 2), new Axis("y", 0, 1, 2));
        var status = new Status[] {Status.COMPUTED, second, Status.COMPUTED, Status.COMPUTED};
        return Surface.of(grid, Map.of("train_loss", new double[4]), status, trust, Provenance.NONE);
    }

    @Test
    void statesTheFiguresOfTheQuantityThatIsShown() {
        assertThat(TrustLine.of(with(TRUST, Status.COMPUTED), "train_loss"))
                .isEqualTo("centre ±2.7×10⁻¹⁰ · SE 0.002 · cos(x, y) −0.032 · 100 % finite · deterministic");
        assertThat(TrustLine.of(with(TRUST, Status.COMPUTED), "test_loss")).startsWith("centre ±0.5 · cos");
    }

    @Test
    void isEmptyWhereNothingIsKnown() {
        assertThat(TrustLine.of(with(Trust.NONE, Status.COMPUTED), "train_loss"))
                .isEmpty();
    }

    @Test
    void statesTheWorstOfSeveral() {
        var worse = TRUST.with("train_centre_difference", 0.0)
                .with("cosine_xy", 0.2)
                .with("share_nan", 0.00001)
                .with("deterministic", 0);
        assertThat(TrustLine.of(List.of(with(TRUST, Status.COMPUTED), with(worse, Status.PENDING)), "train_loss"))
                .isEqualTo("centre ±2.7×10⁻¹⁰ · SE 0.002 · cos(x, y) 0.2 · 99.9 % finite · not deterministic"
                        + " · 7 of 8 cells computed");
        var unknown = TRUST.with("train_standard_error", Double.NaN);
        assertThat(TrustLine.of(List.of(with(unknown, Status.COMPUTED), with(TRUST, Status.COMPUTED)), "train_loss"))
                .contains("SE NaN");
    }

    @Test
    void anExactCentreIsCalledSo() {
        assertThat(TrustLine.of(with(Trust.NONE.with("centre_difference", 0), Status.COMPUTED), "loss"))
                .isEqualTo("centre exact");
    }
}
