package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.measurement.Place;
import dev.orograph.measurement.Trajectory;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void endsAreNamedFirstThenRoundNumbers() {
        assertThat(PathLabels.worthNaming(numbers(21))).containsExactly(0, 20, 5, 10, 15);
        assertThat(PathLabels.worthNaming(List.of("0", "7", "10", "13"))).containsExactly(0, 3, 1, 2);
        assertThat(PathLabels.worthNaming(numbers(4001))).containsExactly(0, 4000, 1000, 2000, 3000);
        assertThat(PathLabels.worthNaming(List.of("a", "", "c"))).containsExactly(0, 2);
        assertThat(PathLabels.worthNaming(Collections.nCopies(3, ""))).isEmpty();
    }

    @Test
    void placesAndEndsAreNamedInPlaneAndInSpace() {
        var overlay = Overlay.of(Trajectory.of(Examples.PATH))
                .withPlaces(List.of(new Place("batch 64", -0.5, -0.5), new Place("batch 256", 0.5, -0.5)));
        var surface = Examples.surface(13, Examples::bumps);
        var options = FigureOptions.defaults();
        for (var figure : List.of(
                LandscapeFigures.contour(surface, "train_loss", overlay, options),
                LandscapeFigures.filledContour(surface, "train_loss", overlay, options),
                LandscapeFigures.surface3D(surface, "train_loss", overlay, View.defaults(), options))) {
            assertThat(figure.layout().texts().stream().map(TextBox::text))
                    .contains("batch 64", "batch 256", "0", "5", "start", "end");
        }
    }

    @Test
    void aCheckpointWithoutPlaceInterruptsItsTrajectory() {
        double nan = Double.NaN;
        var way = Trajectory.of("run", numbers(4), new double[] {nan, 0, nan, 0.5}, new double[] {0, 0, nan, 0.5});
        var surface = Examples.surface(13, Examples::bumps);
        var overlay = Overlay.of(way);
        for (double taken : new double[] {0, 0.5, 1.5, 3}) {
            var figure = LandscapeFigures.filledContour(
                    surface, "train_loss", overlay.shownUntil(taken), FigureOptions.defaults());
            assertThat(figure.toSvg()).doesNotContain("NaN");
        }
        assertThat(LandscapeFigures.surface3D(surface, "train_loss", overlay, View.defaults(), FigureOptions.defaults())
                        .layout()
                        .texts()
                        .stream()
                        .map(TextBox::text))
                .contains("2 points of the path are not over the surface");
    }

    @Test
    void aPlaceIsSomewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Place("A", Double.NaN, 0))
                .withMessageContaining("finite coordinates");
    }
}
