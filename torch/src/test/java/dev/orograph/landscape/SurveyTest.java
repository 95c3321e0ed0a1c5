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
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SurveyTest {
    private final Grid grid = Grid.of(new Axis("x", -1, 1, 7), new Axis("y", -2, 2, 5));

    private static EvaluationPlan bowl(int tileCells) {
        return FormulaPlan.of(tileCells, point -> point[0] * point[0] + 3 * point[1] * point[1]);
    }

    private static double[] losses(Measured measured) {
        return measured.toSurface(Trust.NONE, Provenance.NONE).values("train_loss");
    }

    @Test
    void measuresEveryCellInGridOrder() throws IOException {
        var losses = losses(Survey.run(bowl(3), grid, Map.of(), CellStore.NONE, 2, Listener.NONE));
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
        var first = Survey.run(bowl(3), grid, Map.of(), kept::put, 1, halfway);
        assertThat(first.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(first.cellsDone()).isEqualTo(10).isEqualTo(kept.size());
        assertThat(first.toSurface(Trust.NONE, Provenance.NONE).count(Status.PENDING))
                .isEqualTo(grid.cells() - 10);

        var added = new HashMap<Integer, double[]>();
        var second = Survey.run(bowl(4), grid, Map.copyOf(kept), added::put, 2, Listener.NONE);
        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(added)
                .hasSize(grid.cells() - 10)
                .doesNotContainKeys(kept.keySet().toArray(Integer[]::new));
        assertThat(losses(second))
                .isEqualTo(losses(Survey.run(bowl(1), grid, Map.of(), CellStore.NONE, 1, Listener.NONE)));
    }

    @Test
    void stopsWhenACellCannotBeKept() {
        CellStore full = (cell, values) -> {
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> Survey.run(bowl(2), grid, Map.of(), full, 2, Listener.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    /** Nobody may free the plan while a worker that did not fail still measures. */
    @Test
    void endsWithNoWorkerLeft() {
        var running = new AtomicInteger();
        var slow = new FormulaPlan(7, points -> {
            running.incrementAndGet();
            try {
                while (points[0][1] != -2) {
                    CellEvaluator.throwIfInterrupted();
                }
                return new double[points.length][1];
            } finally {
                running.decrementAndGet();
            }
        });
        CellStore full = (cell, values) -> {
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> Survey.run(slow, grid, Map.of(), full, 3, Listener.NONE))
                .hasMessage("disk full");
        assertThat(running).hasValue(0);
    }

    @Test
    void stopsInTheMiddleOfATile() throws IOException {
        var begun = new AtomicBoolean();
        var endless = new FormulaPlan(7, points -> {
            begun.set(true);
            while (true) {
                CellEvaluator.throwIfInterrupted();
            }
        });
        var listener = new Listener() {
            @Override
            public void onProgress(Progress progress) {}

            @Override
            public boolean isCancelled() {
                return begun.get();
            }
        };
        var measured = Survey.run(endless, grid, Map.of(), CellStore.NONE, 2, listener);
        assertThat(measured.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(measured.cellsDone()).isZero();
    }

    @Test
    void tilesStayInOneRow() {
        var all = new BitSet();
        all.set(0, grid.cells());
        var tiles = Tiles.of(grid, all, 4);
        assertThat(tiles).hasSize(10);
        assertThat(tiles.get(1)).containsExactly(4, 5, 6);
        assertThat(tiles.get(2)).containsExactly(7, 8, 9, 10);
    }

    @Test
    void cellsOfARowShareATileWhateverLiesBetween() {
        var some = new BitSet();
        some.set(0);
        some.set(3);
        some.set(6);
        some.set(13);
        assertThat(Tiles.of(grid, some, 4)).containsExactly(new int[] {0, 3, 6}, new int[] {13});
    }
}
