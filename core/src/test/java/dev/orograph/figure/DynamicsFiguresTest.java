package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.figure.DynamicsFigures.Curves;
import dev.orograph.figure.DynamicsFigures.LayerMap;
import dev.orograph.figure.DynamicsFigures.Level;
import dev.orograph.measurement.Series;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamicsFiguresTest {
    private static Series series(String name, double... y) {
        return Series.of(
                name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
    }

    private static List<Series> layers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> series("layer-" + i, i + 1, i + 2))
                .toList();
    }

    @Test
    void manyCurvesAreNamedOnceBesideThePanelsThatShareThem() {
        var shared = List.of(
                new Curves("one", "y", false, layers(5), List.of()),
                new Curves("two", "y", false, layers(5), List.of()));
        assertThat(DynamicsFigures.curves("title", "epoch", shared).panels()).hasSize(3);
        var apart = List.of(shared.get(0), new Curves("two", "y", false, layers(6), List.of()));
        assertThat(DynamicsFigures.curves("title", "epoch", apart).panels()).hasSize(4);
        assertThat(DynamicsFigures.curves("title", "epoch", List.of(Curves.of("few", "y", series("a", 1, 2))))
                        .panels())
                .hasSize(1);
    }

    @Test
    void whatHasNothingToShowIsLeftOut() {
        var empty = Curves.of("nothing", "y", series("a"), series("b"));
        assertThat(empty.isEmpty()).isTrue();
        assertThat(DynamicsFigures.curves("title", "epoch", List.of(empty, Curves.of("one", "y", series("a", 1))))
                        .panels())
                .hasSize(1);
        assertThatThrownBy(() -> DynamicsFigures.curves("title", "epoch", List.of(empty)))
                .hasMessageContaining("no curves to draw for 'title'");
    }

    @Test
    void theOrdinateTakesInTheLevels() {
        var levels = List.of(new Level(1e-4, "low"), new Level(1e-2, "high"));
        var curves = new Curves("ratio", "y", true, List.of(series("a", 2e-3, 1e-3)), levels);
        var plot = (Plot) DynamicsFigures.curves("title", "epoch", List.of(curves))
                .panels()
                .get(0);
        var scale = plot.yScale(false);
        assertThat(scale.low()).isLessThan(1e-4);
        assertThat(scale.high()).isGreaterThan(1e-2);
    }

    @Test
    void ratiosOfTenAndMoreAreDrawnLogarithmically() {
        assertThat(Curves.of("", "y", series("a", 1, 11)).isLogarithmic()).isTrue();
        assertThat(Curves.of("", "y", series("a", 1, 9)).isLogarithmic()).isFalse();
        assertThat(Curves.of("", "y", series("a", -1, 11)).isLogarithmic()).isFalse();
    }

    @Test
    void theFirstLayerOfAMapIsOnTop() {
        var map = new LayerMap(
                "map", "value", List.of(series("first", 1, 2), series("second", 3, 4), series("last", Double.NaN, 9)));
        var scale = ((Plot) DynamicsFigures.layers("title", "epoch", List.of(map))
                        .panels()
                        .get(0))
                .yScale(false);
        assertThat(scale.ticks(9).stream().map(Tick::label)).containsExactly("last", "second", "first");
        assertThat(new LayerMap("map", "value", List.of(series("alone", 1, 2))).isDrawable())
                .isFalse();
        assertThatThrownBy(() -> new LayerMap("map", "value", List.of(series("a", 1, 2), series("b", 1))))
                .hasMessageContaining("layer b was not measured at the same epochs as a");
    }
}
