package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.measurement.Trajectory;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceStiltsTest {
    private static final Box AREA = new Box(0, 0, 400, 400);

    /** The plane z = 2 + x over [−1, 1]², on a scale from 0 to 4. */
    private static final HeightField HEIGHTS =
            new HeightField(Examples.field(5, 5, (x, y) -> 2 + x), new LinearScale(0, 4));

    private static final Trajectory WAY = Trajectory.of(
                    "run", List.of("0", "1", "2", "3"), new double[] {-0.5, 0, 0.5, 2}, new double[] {0.5, 0, -0.5, 0})
            .withTrueLosses(new double[] {3, 1, Double.NaN, 1});

    private static SurfaceStilts stilts(Trajectory way, View view) {
        return new SurfaceStilts(HEIGHTS, Projection.fitting(view, AREA), PathMark.of(way));
    }

    @Test
    void reachFromTheSurfaceToTheTrueLoss() {
        var stilts = stilts(WAY, View.defaults()).stilts();
        // the third has no loss, the fourth lies outside the plane
        assertThat(stilts).hasSize(2);
        assertThat(stilts.get(0).foot()).isCloseTo(Projection.HEIGHT * (2 * 1.5 / 4 - 1), within(1e-12));
        assertThat(stilts.get(0).head()).isCloseTo(Projection.HEIGHT * (2 * 3.0 / 4 - 1), within(1e-12));
        assertThat(stilts.get(1).foot()).isCloseTo(0, within(1e-12));
        assertThat(stilts.get(1).head()).isCloseTo(Projection.HEIGHT * (2 * 1.0 / 4 - 1), within(1e-12));
    }

    @Test
    void standUprightOnThePageAndAreAsLongAsTheLossesDiffer() {
        // without perspective a vertical line is vertical on the page, and its length is scale·cos(elevation)·height
        var view = new View(-58, 32, false);
        var stilts = stilts(WAY, view);
        var first = stilts.pixels(stilts.stilts().get(0));
        var second = stilts.pixels(stilts.stilts().get(1));
        assertThat(first[0][0]).isCloseTo(first[1][0], within(1e-2));
        assertThat(first[0][1]).isGreaterThan(first[1][1]);
        // 3 − 1.5 upwards and 2 − 1 downwards
        assertThat((first[0][1] - first[1][1]) / (second[1][1] - second[0][1])).isCloseTo(1.5, within(1e-3));
    }

    @Test
    void standInHolesWhereTheLossOfTheProjectionIsKnown() {
        var holed = new HeightField(
                Examples.field(5, 5, (x, y) -> Math.abs(x) < 0.1 ? Double.NaN : 2 + x), new LinearScale(0, 4));
        var projection = Projection.fitting(View.defaults(), AREA);
        var without = new SurfaceStilts(holed, projection, PathMark.of(WAY)).stilts();
        assertThat(without).isEmpty();
        var known = WAY.withPlaneLosses(new double[] {1.5, 2, 2, 2});
        var with = new SurfaceStilts(holed, projection, PathMark.of(known)).stilts();
        assertThat(with).hasSize(2);
        assertThat(with.get(1).foot()).isEqualTo(0);
    }

    @Test
    void areDrawnOnlyUnderPointsThatHaveBeenReached() {
        var mark = new PathMark(WAY, Rgb.BLACK, 0.5);
        var stilts = new SurfaceStilts(HEIGHTS, Projection.fitting(View.defaults(), AREA), mark);
        assertThat(stilts.stilts()).hasSize(1);
    }

    @Test
    void theScaleHasRoomForTrueLossesAndTheLegendTellsTheMarkersApart() {
        var surface = Examples.surface(9, (x, y) -> 2 + x);
        var way = Trajectory.of("run", List.of("0", "9"), new double[] {0, 0.5}, new double[] {0, 0})
                .withTrueLosses(new double[] {7, Double.POSITIVE_INFINITY});
        var figure = LandscapeFigures.surface3D(
                surface, "train_loss", Overlay.of(way), View.defaults(), FigureOptions.defaults());
        var panel = (Surface3D) figure.panels().get(0);
        assertThat(panel.colors().scale().high()).isEqualTo(7);
        var texts = figure.layout().texts().stream().map(TextBox::text).toList();
        assertThat(texts)
                .contains("run", "start", "end", "loss in the plane", "true loss", "0", "9")
                .contains("1 true losses are not finite");
        var ofAccuracy = LandscapeFigures.surface3D(
                Examples.surface(9, (x, y) -> 2 + x).withValues("train_loss", new double[81]),
                "train_loss",
                Overlay.of(way).withoutLosses(),
                View.defaults(),
                FigureOptions.defaults());
        assertThat(ofAccuracy.layout().texts().stream().map(TextBox::text)).doesNotContain("true loss");
    }
}
