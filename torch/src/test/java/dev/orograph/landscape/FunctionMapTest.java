package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.objective.AnalyticSurface;
import org.junit.jupiter.api.Test;

class FunctionMapTest {
    private static final Grid GRID = Grid.of(new Axis("a", -1, 1, 3), new Axis("b", 0, 2, 2));

    @Test
    void eitherNumberMayRunAlongX() {
        try (var saddle = AnalyticSurface.SADDLE.sum()) {
            assertThat(FunctionMap.of(saddle, GRID, 0).values(FunctionMap.LOSS)).containsExactly(1, 0, 1, -3, -4, -3);
            assertThat(FunctionMap.of(saddle, GRID, 1).values(FunctionMap.LOSS)).containsExactly(-1, 0, -1, 3, 4, 3);
        }
    }

    @Test
    void refusesALine() {
        try (var saddle = AnalyticSurface.SADDLE.sum()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FunctionMap.of(saddle, Grid.of(new Axis("a", -1, 1, 3)), 0))
                    .withMessageContaining("has no map of 1 axes");
        }
    }
}
