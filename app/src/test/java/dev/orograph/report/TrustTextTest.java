package dev.orograph.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustTextTest {
    private static Surface surface(Trust trust) {
        var status = new Status[] {Status.COMPUTED, Status.COMPUTED, Status.PENDING};
        var values = Map.of("train_loss", new double[] {1, 2, 3});
        return Surface.of(Grid.of(new Axis("x", 0, 1, 3)), values, status, trust, Provenance.NONE);
    }

    @Test
    void aSurfaceWithoutFiguresSaysSo() {
        assertThat(TrustText.sentences(surface(Trust.NONE)))
                .containsExactly(
                        "Nothing is recorded about how far this surface can be trusted: its file carries no trust"
                                + " figures.",
                        "It is not complete: 2 of 3 cells computed.");
        assertThat(TrustText.caption(surface(Trust.NONE))).isEqualTo("2 of 3 cells computed");
    }

    @Test
    void aDifferenceBeyondRoundingIsNotCalledRounding() {
        var trust = Trust.NONE
                .with("train_centre_loss", 0.5)
                .with("train_model_loss", 0.51)
                .with("train_centre_difference", 0.01);
        assertThat(TrustText.sentences(surface(trust))).anyMatch(text -> text.contains("more than rounding"));
    }

    @Test
    void aNarrowTypeExplainsItsDifference() {
        var trust = Trust.NONE
                .with("train_centre_loss", 0.5)
                .with("train_model_loss", 0.501)
                .with("train_centre_difference", 0.001);
        var narrow = surface(trust).withProvenance(Provenance.NONE.with("precision", "bfloat16"));
        assertThat(TrustText.sentences(narrow)).anyMatch(text -> text.contains("bfloat16's rounding"));
    }

    @Test
    void directionsThatLeanSayTheirAngle() {
        assertThat(TrustText.sentences(surface(Trust.NONE.with("cosine_xy", 0.5))))
                .anyMatch(text -> text.contains("meet at 60°"));
    }

    @Test
    void principalAxesTellTheirShareAndOtherModelsTheirPlace() {
        var trust = Trust.NONE.with("explained_variance_x", 0.857375).with("explained_variance_y", 0.124735);
        var planar = surface(trust).withProvenance(Provenance.NONE.with("place.epoch-0002", "1.4947642 -0.25"));
        assertThat(TrustText.sentences(planar))
                .contains("Of the variance among the checkpoints the axes show: x 85.7 %, y 12.5 %.")
                .contains("epoch-0002 lies at (1.495, −0.25).")
                .noneMatch(text -> text.startsWith("Also recorded"));
    }

    @Test
    void overflowingCellsAndChanceAreNamed() {
        var trust = Trust.NONE.with("share_nan", 0.25).with("share_infinite", 0).with("deterministic", 0);
        assertThat(TrustText.sentences(surface(trust)))
                .anyMatch(text -> text.contains("25 % of the cells are NaN and 0 % infinite"))
                .anyMatch(text -> text.contains("not deterministic"));
        assertThat(TrustText.caption(surface(trust))).contains("NaN 25 %, infinite 0 %");
    }

    @Test
    void whatIsNotFiniteIsNotCalledRoundingOrAnAngle() {
        var trust = Trust.NONE
                .with("train_centre_loss", Double.NaN)
                .with("train_model_loss", Double.NaN)
                .with("train_centre_difference", Double.NaN)
                .with("train_standard_error", Double.NaN)
                .with("cosine_xy", Double.NaN);
        assertThat(TrustText.sentences(surface(trust)))
                .contains("At the centre the survey finds a training loss of NaN, as does the network itself.")
                .contains("The two directions have no angle: one of them is zero or not finite.")
                .noneMatch(text -> text.contains("rounding") || text.contains("standard error"));
    }

    @Test
    void figuresNobodyExplainedAreStillTold() {
        assertThat(TrustText.sentences(surface(Trust.NONE.with("spread_of_pairs", 0.125))))
                .contains("Also recorded: spread of pairs 0.125.");
    }
}
