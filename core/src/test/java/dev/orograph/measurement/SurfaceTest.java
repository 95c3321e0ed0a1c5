package dev.orograph.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    @Test
    void onlyComputedAndInterpolatedCellsKeepTheirValues() {
        var status = new Status[] {Status.PENDING, Status.COMPUTED, Status.INTERPOLATED, Status.FAILED};
        var surface = Surface.of(
                Grid.of(new Axis("x", 0, 3, 4)),
                Map.of("train_loss", new double[] {1, 2, 3, 4}),
                status,
                Trust.NONE,
                Provenance.NONE);
        assertThat(surface.values("train_loss")).containsExactly(Double.NaN, 2, 3, Double.NaN);
        assertThat(surface.count(Status.INTERPOLATED)).isEqualTo(1);
        assertThat(surface.knownCells()).isEqualTo(2);
    }

    /** v = x + 10 y + 100 z on 4 by 3 by 2 points, one of them pending. */
    private static Surface volume() {
        var grid = Grid.of(new Axis("x", 0, 3, 4), new Axis("y", 0, 2, 3), new Axis("z", -1, 1, 2));
        var values = new double[24];
        var status = new Status[24];
        for (int cell = 0; cell < 24; cell++) {
            values[cell] = grid.index(cell, 0) + 10 * grid.index(cell, 1) + 100 * grid.index(cell, 2);
            status[cell] = Status.COMPUTED;
        }
        status[grid.cell(2, 1, 1)] = Status.PENDING;
        var trust = Trust.NONE.with("centre_loss", 5).with("share_nan", 0);
        return Surface.of(grid, Map.of("v", values), status, trust, Provenance.NONE.with("model", "m"));
    }

    @Test
    void aSliceHoldsTheCellsAtOnePointOfOneAxis() {
        var slice = volume().slice(2, 1);
        assertThat(slice.grid().axes()).extracting(Axis::name).containsExactly("x", "y");
        assertThat(slice.rows("v")[2]).containsExactly(120, 121, 122, 123);
        assertThat(slice.status(slice.grid().cell(2, 1))).isEqualTo(Status.PENDING);
        assertThat(slice.provenance().entries()).containsEntry("model", "m").containsEntry(Surface.SLICE, "z = 1.0");
        assertThat(slice.trust().figures()).containsOnlyKeys("centre_loss");
        var line = volume().slice(0, 3).slice(1, 0);
        assertThat(line.grid().x().name()).isEqualTo("y");
        assertThat(line.values("v")).containsExactly(3, 13, 23);
        assertThat(line.provenance().entries()).containsEntry(Surface.SLICE, "x = 3.0, z = -1.0");
    }

    @Test
    void aSliceThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> volume().slice(1, 3))
                .withMessage("axis y has no point 3; give 0 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> volume().slice(3, 0));
    }

    /** Reference: RectBivariateSpline(kx=3, ky=3, s=0) of SciPy 1.17.1. */
    @Test
    void cubicResamplingAgreesWithScipy() {
        double[] z = {
            -0.802, -1.324, -0.248, 0.42, 1.136, 0.11, -0.553, -0.785, 0.749, 1.635, 0.273, -1.233, -0.958, 1.6, 0.203,
            -1.732, -0.084, -1.163, -0.629, -0.488, -0.713, 0.553, -0.063, -0.589
        };
        double[] expected = {
            -0.802, -1.0949583333333335, 0.1112, 1.020583333333333, 0.11,
            -0.49971875, -0.9747540283203127, 1.74561953125, 1.0409661865234376, -1.0652265625,
            -0.7605, 0.6989632161458337, 0.1950375, 0.005345377604165739, -1.3178125,
            -0.99878125, 1.5867405192057304, -1.43879453125, -0.720579630533855, -1.0312421875,
            -0.629, -0.650875, -0.054125, 0.228890625, -0.589
        };
        var coarse = Surface.complete(
                Grid.of(new Axis("x", -1, 1, 6), new Axis("y", 0, 2, 4)), Map.of("train_loss", z), Provenance.NONE);
        var fine = Resampling.cubic(coarse, "train_loss", 5);
        assertThat(fine.values("train_loss"))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(expected);
        assertThat(fine.count(Status.INTERPOLATED)).isEqualTo(25);
        assertThat(fine.provenance().entries()).containsEntry(Resampling.RESAMPLED, "cubic from 6x4");
    }

    @Test
    void aLineIsResampledAsScipysNotAKnotSpline() {
        var line = Surface.complete(
                Grid.of(new Axis("x", 0, 6, 7)), Map.of("v", new double[] {0, 1, 4, 2, 2, 7, -1}), Provenance.NONE);
        assertThat(Resampling.cubic(line, "v", 5).values("v"))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(0, 2.916294642857143, 2, 4.681919642857143, -1);
    }

    @Test
    void resamplingNeedsFiniteValuesAndFourPoints() {
        var values = new double[24];
        Arrays.fill(values, 1);
        var few = Surface.complete(volume().grid(), Map.of("v", values), Provenance.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampling.cubic(few, "v", 9))
                .withMessage("cubic interpolation needs at least 4 points along each axis, but y has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampling.cubic(volume(), "v", 9))
                .withMessageContaining("1 of 24 cells have none of v");
    }
}
