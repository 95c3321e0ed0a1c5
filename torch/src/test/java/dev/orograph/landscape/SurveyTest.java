package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Trust;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyTest {
    private final Grid grid = Grid.of(new Axis("x", -1, 1, 7), new Axis("y", -2, 2, 5));

    /** A bowl, measured without any network. */
    private record Bowl(int tileCells) implements EvaluationPlan {
        @Override
        public String name() {
            return "bowl";
        }

        @Override
        public List<String> quantities() {
            return List.of("train_loss");
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public CellEvaluator newEvaluator() {
            return points -> {
                var values = new double[points.length][1];
                for (int i = 0; i < points.length; i++) {
                    values[i][0] = points[i][0] * points[i][0] + 3 * points[i][1] * points[i][1];
                }
                return values;
            };
        }
    }

    private static double[] losses(Measured measured) {
        return measured.toSurface(Trust.NONE, Provenance.NONE).values("train_loss");
    }

    @Test
    void measuresEveryCellInGridOrder() throws IOException {
        var losses = losses(Survey.run(new Bowl(3), grid, Map.of(), CellStore.NONE, 2, Listener.NONE));
        for (int cell = 0; cell < grid.cells(); cell++) {
            double x = grid.coordinates(cell)[0];
            double y = grid.coordinates(cell)[1];
            assertThat(losses[cell]).isEqualTo(x * x + 3 * y * y);
        }
    }

    @Test
    void goesOnFromWhatIsKnown() throws IOException {
        var kept = new HashMap<Integer, double[]>();
        var halfway = new Listener() {
            private boolean cancelled;

            @Override
            public void onProgress(Progress progress) {
                cancelled = progress.done() >= 9;
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
        var first = Survey.run(new Bowl(3), grid, Map.of(), kept::put, 1, halfway);
        assertThat(first.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(first.cellsDone()).isEqualTo(10).isEqualTo(kept.size());
        assertThat(first.toSurface(Trust.NONE, Provenance.NONE).count(Status.PENDING))
                .isEqualTo(grid.cells() - 10);

        var added = new HashMap<Integer, double[]>();
        var second = Survey.run(new Bowl(4), grid, Map.copyOf(kept), added::put, 2, Listener.NONE);
        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(added)
                .hasSize(grid.cells() - 10)
                .doesNotContainKeys(kept.keySet().toArray(Integer[]::new));
        assertThat(losses(second))
                .isEqualTo(losses(Survey.run(new Bowl(1), grid, Map.of(), CellStore.NONE, 1, Listener.NONE)));
    }

    @Test
    void stopsWhenACellCannotBeKept() {
        CellStore full = (cell, values) -> {
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> Survey.run(new Bowl(2), grid, Map.of(), full, 2, Listener.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void tilesStayInOneRow() {
        var tiles = Tiles.of(grid, new BitSet(), 4);
        assertThat(tiles).hasSize(10);
        assertThat(tiles.get(1)).containsExactly(4, 5, 6);
        assertThat(tiles.get(2)).containsExactly(7, 8, 9, 10);
    }
}
