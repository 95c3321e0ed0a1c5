package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Place;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescentFiguresTest {
    private static final String LOSS = "train_loss";
    private static final Surface BUMPS = Examples.surface(13, Examples::bumps);

    /** So many ways that turn around the middle, each from another side. */
    private static Overlay ways(int count) {
        var overlay = Overlay.NONE;
        for (int way = 0; way < count; way++) {
            var x = new double[30];
            var y = new double[30];
            for (int i = 0; i < 30; i++) {
                double radius = 0.9 * Math.exp(-0.1 * i);
                x[i] = radius * Math.cos(0.3 * i + way);
                y[i] = radius * Math.sin(0.3 * i + way);
            }
            var labels = IntStream.range(0, 30).mapToObj(Integer::toString).toList();
            overlay = overlay.with(Trajectory.of("way " + way, labels, x, y));
        }
        return overlay.withPlaces(List.of(new Place("minimum", 0, 0)));
    }

    private static List<Series> curves(int count) {
        var curves = new ArrayList<Series>();
        for (int way = 0; way < count; way++) {
            double rate = 0.05 * (way + 1);
            var steps = IntStream.range(0, 30).asDoubleStream().toArray();
            curves.add(Series.of(
                    "way " + way,
                    steps,
                    IntStream.range(0, 30).mapToDouble(i -> Math.exp(-rate * i)).toArray()));
        }
        return curves;
    }

    private static void assertTidy(Figure figure) {
        var layout = figure.layout();
        var texts = layout.texts();
        for (int i = 0; i < texts.size(); i++) {
            assertThat(layout.page().contains(texts.get(i).box())).isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(texts.get(i).box().overlaps(texts.get(j).box()))
                        .as("%s overlaps %s", texts.get(i), texts.get(j))
                        .isFalse();
            }
        }
    }

    @Test
    void curvesHaveTheColorsOfTheirWays() {
        var scene = new DescentFigures.Scene("", BUMPS, ways(7), FigureOptions.defaults());
        var figure = DescentFigures.withCurves(scene, LOSS, curves(7), PlotAxis.logarithmic("loss"), "seven ways");
        assertTidy(figure);
        var paths = ((Plot) figure.panels().get(0))
                .marks().stream().filter(mark -> mark instanceof PathMark).toList();
        var lines = ((Plot) figure.panels().get(1)).marks();
        for (int way = 0; way < 7; way++) {
            assertThat(((LineMark) lines.get(way)).color()).isEqualTo(((PathMark) paths.get(way)).color());
        }
        assertThat(lines.stream().map(line -> ((LineMark) line).color()).distinct())
                .hasSize(7);
    }

    @Test
    void eachSceneHasItsOwnScaleAndOnlyTheFirstALegend() {
        var high = Examples.surface(13, (x, y) -> 1000 + Examples.bumps(x, y));
        var figure = DescentFigures.grid(
                List.of(
                        new DescentFigures.Scene("low", BUMPS, ways(1), FigureOptions.defaults()),
                        new DescentFigures.Scene("high", high, ways(1), FigureOptions.defaults())),
                LOSS,
                "two losses");
        assertTidy(figure);
        var first = (Plot) figure.panels().get(0);
        var second = (Plot) figure.panels().get(1);
        assertThat(first.hasLegend()).isTrue();
        assertThat(second.hasLegend()).isFalse();
        assertThat(((FilledContours) first.marks().get(0)).levels())
                .doesNotContainAnyElementsOf(((FilledContours) second.marks().get(0)).levels());
    }

    @Test
    void pointsOfManyWaysHaveNoNames() {
        var options = FigureOptions.defaults();
        var few = LandscapeFigures.filledContour(BUMPS, LOSS, ways(1).withPlaces(List.of()), options.withTitle("few"));
        assertThat(few.layout().texts().stream().map(TextBox::text)).contains("29");
        var many = LandscapeFigures.filledContour(BUMPS, LOSS, ways(4), options.withTitle("many"));
        assertThat(many.layout().texts().stream().map(TextBox::text))
                .contains("way 3")
                .doesNotContain("29");
    }
}
