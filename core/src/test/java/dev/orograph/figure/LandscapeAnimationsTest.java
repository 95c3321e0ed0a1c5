package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.measurement.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LandscapeAnimationsTest {
    private static final FigureOptions OPTIONS = FigureOptions.defaults().withSize(480, 400);
    private static final String LOSS = "train_loss";
    private static final Trajectory WAY = Trajectory.of(Examples.PATH);

    /** All texts of a frame except its title, which is the widest line at the top. */
    private static List<TextBox> texts(Animation.Frame frame) {
        return frame.figure().layout().texts().stream()
                .filter(text -> !frame.figure().title().equals(text.text()))
                .toList();
    }

    private static List<NamedSurface> falling() {
        return IntStream.range(0, 11)
                .mapToObj(i -> new NamedSurface(
                        Integer.toString(i),
                        Examples.surface(9, (x, y) -> (3 - 0.25 * i) * Examples.bumps(x, y) + 0.001 * i)))
                .toList();
    }

    @Test
    void onlyTheTitleAndTheNamesOfPointsReachedChangeWhileAnOptimizerMoves() {
        var animation = LandscapeAnimations.path(
                Examples.surface(21, Examples::bumps), LOSS, Overlay.of(WAY), "epoch", OPTIONS, 11);
        var last = texts(animation.frames().get(10));
        int before = 0;
        for (var frame : animation.frames()) {
            assertThat(last).containsAll(texts(frame));
            assertThat(texts(frame).size()).isGreaterThanOrEqualTo(before);
            before = texts(frame).size();
        }
        assertThat(animation.frames().get(0).figure().title()).isEqualTo("training loss · epoch 0");
        assertThat(animation.frames().get(9).figure().title()).isEqualTo("training loss · epoch 4");
        assertThat(animation.frames().get(10).figure().title()).isEqualTo("training loss · epoch 5");
    }

    @Test
    void surfacesOfASequenceShareScaleAndLayout() {
        var flat = LandscapeAnimations.sequence(falling(), LOSS, "epoch", Overlay.NONE, OPTIONS);
        var solid = LandscapeAnimations.sequence3D(falling(), LOSS, "epoch", Overlay.NONE, View.defaults(), OPTIONS);
        for (var animation : List.of(flat, solid)) {
            assertThat(animation.frames()).hasSize(11);
            for (var frame : animation.frames()) {
                assertThat(texts(frame)).isEqualTo(texts(animation.frames().get(0)));
            }
        }
        var scales = solid.frames().stream()
                .map(frame -> ((Surface3D) frame.figure().panels().get(0)).colors())
                .distinct();
        assertThat(scales).hasSize(1);
    }

    @Test
    void titlesTakeEquallyMuchRoomHoweverLongTheyAre() {
        var titles = FrameTitles.of("a very long title ".repeat(10), "epoch", List.of("1", "10", "100"), 400);
        var widths = titles.stream().map(title -> new TextLine(title, Theme.FIGURE_TITLE).width());
        assertThat(widths.distinct()).hasSize(1);
        for (var title : titles) {
            assertThat(TextBlock.fit(title, Theme.FIGURE_TITLE, 400 - 28, 3).lines())
                    .hasSize(1);
        }
        assertThat(titles.get(2)).endsWith("epoch 100");
    }

    @Test
    void aTurningSurfaceKeepsItsSizeAndStaysInItsPlace() {
        var area = new Box(10, 20, 500, 300);
        var heights = new ArrayList<Double>();
        for (int azimuth = 0; azimuth < 360; azimuth += 7) {
            var projection = Projection.fitting(View.defaults().turned(azimuth), area);
            for (int corner = 0; corner < 8; corner++) {
                var point = projection.point(
                        corner % 2 * 2 - 1, corner / 2 % 2 * 2 - 1, Projection.HEIGHT * (corner / 4 * 2 - 1));
                assertThat(area.grown(0.1).contains(point[0], point[1])).isTrue();
            }
            var middle = projection.point(0, 0, 0);
            assertThat(middle[0]).isEqualTo(area.centerX());
            heights.add(projection.point(0, 0, 0.5)[1]);
        }
        for (double height : heights) {
            assertThat(height).isCloseTo(heights.get(0), org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @Test
    void aTurnGoesOnceAroundInEvenSteps() {
        var animation = LandscapeAnimations.turn(
                Examples.surface(5, Examples::bumps), LOSS, Overlay.of(WAY), View.defaults(), OPTIONS, 8);
        var azimuths = animation.frames().stream()
                .map(frame ->
                        ((Surface3D) frame.figure().panels().get(0)).view().azimuth())
                .toList();
        assertThat(azimuths).containsExactly(-58.0, -13.0, 32.0, 77.0, 122.0, 167.0, 212.0, 257.0);
    }

    @Test
    void saysWhatCannotMove() {
        var surface = Examples.surface(5, Examples::bumps);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeAnimations.path(surface, LOSS, Overlay.NONE, "epoch", OPTIONS, 9))
                .withMessageContaining("trajectory");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeAnimations.turn(surface, LOSS, Overlay.NONE, View.defaults(), OPTIONS, 1))
                .withMessageContaining("at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeAnimations.sequence(List.of(), LOSS, "epoch", Overlay.NONE, OPTIONS))
                .withMessageContaining("at least one surface");
    }
}
