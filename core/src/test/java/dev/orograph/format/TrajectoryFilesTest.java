package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.measurement.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrajectoryFilesTest {
    @TempDir
    Path folder;

    private static Stream<Trajectory> trajectories() {
        var x = new double[] {1 / 3.0, -1e17, 0};
        var y = new double[] {-1e-300, .1, 0};
        var bare = Trajectory.of("SGD, \"first\" → 2", List.of("epoch 0", "007", "größer"), x, y);
        return Stream.of(
                bare,
                Trajectory.of("", List.of("0", "-3", "120"), x, y).withTrueLosses(new double[] {2, Double.NaN, .1}),
                bare.withResiduals(new double[] {.25, Double.NaN, 1e-9})
                        .withTrueLosses(new double[] {2, Double.POSITIVE_INFINITY, .1})
                        .withPlaneLosses(new double[] {3, Double.NaN, 1 / 7.0})
                        .withExplainedVariance(.75, 1 / 8.0));
    }

    private static void assertSame(Trajectory back, Trajectory trajectory) {
        assertThat(back.name()).isEqualTo(trajectory.name());
        assertThat(back.labels()).isEqualTo(trajectory.labels());
        assertThat(back.x()).containsExactly(trajectory.x());
        assertThat(back.y()).containsExactly(trajectory.y());
        assertThat(back.residuals().orElse(new double[0]))
                .containsExactly(trajectory.residuals().orElse(new double[0]));
        assertThat(back.trueLosses().orElse(new double[0]))
                .containsExactly(trajectory.trueLosses().orElse(new double[0]));
        assertThat(back.planeLosses().orElse(new double[0]))
                .containsExactly(trajectory.planeLosses().orElse(new double[0]));
        assertThat(back.explainedVariance()).containsExactly(trajectory.explainedVariance());
    }

    @ParameterizedTest
    @MethodSource("trajectories")
    void hdf5IsReadBackToTheBit(Trajectory trajectory) throws IOException {
        var file = folder.resolve("t.h5");
        TrajectoryHdf5.write(file, trajectory);
        assertSame(TrajectoryHdf5.read(file, "otherwise"), trajectory);
        assertThat(Hdf5Content.of(file)).isEqualTo(Hdf5Content.TRAJECTORY);
        assertThat(ProjectionHdf5.read(file, "p").x()).containsExactly(trajectory.x());
    }

    @ParameterizedTest
    @MethodSource("trajectories")
    void csvIsReadBackToTheBit(Trajectory trajectory) throws IOException {
        var file = folder.resolve("t.csv");
        TrajectoryCsv.write(file, trajectory);
        assertThat(TrajectoryCsv.isTrajectory(file)).isTrue();
        assertSame(TrajectoryCsv.read(file), trajectory);
    }

    @Test
    void aProjectionOfThePublishedScriptsIsNumberedFromZero() throws IOException {
        var trajectory = TrajectoryHdf5.read(Resources.copy("projection.h5", folder), "run");
        assertThat(trajectory.name()).isEqualTo("run");
        assertThat(trajectory.labels()).containsExactly("0", "1", "2");
        assertThat(trajectory.x()).containsExactly(1.5, .5, 0);
        assertThat(trajectory.residuals()).isEmpty();
    }

    @Test
    void whatH5pyAddsToAProjectionIsRead() throws IOException {
        var trajectory = TrajectoryHdf5.read(Resources.copy("trajectory.h5", folder), "run");
        assertThat(trajectory.labels()).containsExactly("0", "10", "20");
        assertThat(trajectory.y()).containsExactly(-1, .25, 0);
        assertThat(trajectory.residuals().orElseThrow()).containsExactly(.5, .25, Double.NaN);
        assertThat(trajectory.trueLosses().orElseThrow()).containsExactly(2.5, Double.POSITIVE_INFINITY, .125);
        assertThat(trajectory.planeLosses().orElseThrow()).containsExactly(3.5, 1.5, .125);
    }

    @Test
    void otherFilesAreRefusedInOneSentence() throws IOException {
        var surface = Resources.copy("line.h5", folder);
        assertThatThrownBy(() -> TrajectoryHdf5.read(surface, "run"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(surface + " has no dataset 'proj_xcoord'")
                .satisfies(FormatAssertions::isOneLine);
        var table = Resources.copy("surface.csv", folder);
        assertThatThrownBy(() -> TrajectoryCsv.read(table))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a trajectory file begins with trajectory, label, x, y");
        var two = Files.writeString(folder.resolve("two.csv"), "trajectory,label,x,y\na,0,0,0\nb,0,0,0\n");
        assertThatThrownBy(() -> TrajectoryCsv.read(two)).hasMessageContaining("holds 2 trajectories");
    }

    @Test
    void contentIsToldApart() throws IOException {
        assertThat(Hdf5Content.of(Resources.copy("surface_a.h5", folder))).isEqualTo(Hdf5Content.SURFACE);
        assertThat(Hdf5Content.of(Resources.copy("principal.h5", folder))).isEqualTo(Hdf5Content.DIRECTIONS);
        assertThat(Hdf5Content.of(Resources.copy("projection.h5", folder))).isEqualTo(Hdf5Content.TRAJECTORY);
    }
}
