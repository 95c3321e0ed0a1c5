package dev.orograph.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
    private static Trajectory ofTwo() {
        return Trajectory.of("run", List.of("0", "10"), new double[] {1, 2}, new double[] {3, 4});
    }

    @Test
    void knowsNothingButItsPointsAtFirst() {
        var trajectory = ofTwo();
        assertThat(trajectory.path().x()).containsExactly(1, 2);
        assertThat(trajectory.path().y()).containsExactly(3, 4);
        assertThat(trajectory.residuals()).isEmpty();
        assertThat(trajectory.trueLosses()).isEmpty();
        assertThat(trajectory.planeLosses()).isEmpty();
        assertThat(trajectory.explainedVariance()).isEmpty();
    }

    @Test
    void keepsWhatItIsTold() {
        var losses = new double[] {2.5, Double.POSITIVE_INFINITY};
        var trajectory = ofTwo().withResiduals(new double[] {0.4, Double.NaN})
                .withTrueLosses(losses)
                .withPlaneLosses(new double[] {3, 1})
                .withExplainedVariance(0.9, 0.08);
        losses[0] = 0;
        trajectory.x()[0] = 7;
        trajectory.trueLosses().orElseThrow()[1] = 0;
        assertThat(trajectory.residuals().orElseThrow()).containsExactly(0.4, Double.NaN);
        assertThat(trajectory.trueLosses().orElseThrow()).containsExactly(2.5, Double.POSITIVE_INFINITY);
        assertThat(trajectory.planeLosses().orElseThrow()).containsExactly(3, 1);
        assertThat(trajectory.explainedVariance()).containsExactly(0.9, 0.08);
        assertThat(trajectory.x(0)).isEqualTo(1);
    }

    @Test
    void numbersThePointsOfAPath() {
        assertThat(Trajectory.of(Path.of("p", new double[3], new double[3])).labels())
                .containsExactly("0", "1", "2");
    }

    @Test
    void keepsTheCoordinatesOfADivergedCheckpoint() {
        var trajectory = Trajectory.of("run", List.of("0"), new double[] {Double.NaN}, new double[1]);
        assertThat(trajectory.x(0)).isNaN();
    }

    @Test
    void rejectsWhatDoesNotFitItsPoints() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trajectory.of("run", List.of("0"), new double[2], new double[2]))
                .withMessageContaining("1 labels, 2 x and 2 y");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofTwo().withTrueLosses(new double[3]))
                .withMessageContaining("3 true losses for 2 points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofTwo().withResiduals(new double[] {0, -1}))
                .withMessageContaining("-1.0 among the residuals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofTwo().withExplainedVariance(0.5, 1.2))
                .withMessageContaining("1.2");
    }
}
