package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.measurement.Axis;
import dev.orograph.network.ModelRecipe;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AutoRangeTest {
    private static final Layout LAYOUT =
            Layout.builder().add("w", BlockKind.WEIGHT, 2).build();

    /** ‖θ‖ = 5 and directions of length 1, so that radii up to 80 are looked at. */
    private static List<String> resolve(
            ToDoubleFunction<double[]> loss, double chance, List<DirectionRecipe> directions, String... ranges) {
        try (var scope = new PointerScope();
                var plane = Plane.through(vector(3, 4), vector(1, 0), vector(0, 1))) {
            var recipe = new SurveyRecipe(
                    ModelRecipe.of("mlp"),
                    Optional.empty(),
                    DataRecipe.of("digits"),
                    List.of(Split.TRAIN),
                    OptionalInt.empty(),
                    Sampling.ALL,
                    new PlaneRecipe(directions),
                    BatchNormPolicy.FROZEN,
                    List.of(ranges),
                    "cross-entropy",
                    Precision.FLOAT32,
                    Map.of());
            return AutoRange.resolve(recipe, FormulaPlan.of(1, loss), plane, plane.origin(), LAYOUT, chance);
        }
    }

    private static Tensor vector(float... values) {
        return Tensors.of(values, values.length);
    }

    private static List<DirectionRecipe> random() {
        return PlaneRecipe.random(2, 0, Normalization.NONE, RankOnePolicy.COPY).directions();
    }

    @Test
    void endsWhereTheLossIsTenTimesTheCentres() {
        // 2 + 8α² = 20 at α = 1.5, and 2 + 2β² = 20 at β = 3
        var ranges = resolve(p -> 2 + 8 * p[0] * p[0] + 2 * p[1] * p[1], 0, random(), "auto:31", "auto");
        assertRange(ranges.get(0), 1.5, 31);
        assertRange(ranges.get(1), 3, 51);
    }

    @Test
    void endsAtTheLossOfGuessingWhereThatIsMore() {
        // .01 + α² = ln 10 at α = 1.514
        var ranges = resolve(p -> .01 + p[0] * p[0], Math.log(10), random(), "auto", "-1:1:5");
        assertRange(ranges.get(0), 1.514, 51);
        assertThat(ranges.get(1)).isEqualTo("-1:1:5");
    }

    @Test
    void endsOnTheSteeperSide() {
        var ranges = resolve(p -> 1 + (p[0] < 0 ? 9 * p[0] * p[0] : 0), 0, random(), "auto", "-1:1:5");
        assertRange(ranges.get(0), 1, 51);
    }

    @Test
    void stopsBeforeNaN() {
        var ranges = resolve(p -> Math.abs(p[0]) < 0.5 ? 1 : Double.NaN, 0, random(), "auto", "-1:1:5");
        assertRange(ranges.get(0), .5, 51);
    }

    @Test
    void isCappedWhereTheLossNeverRises() {
        var ranges = resolve(p -> 1, 0, random(), "auto", "-1:1:5");
        assertRange(ranges.get(0), 80, 51);
    }

    @Test
    void goesBeyondOtherWeightsAsInterpolationsDo() {
        var directions = List.<DirectionRecipe>of(new DirectionRecipe.Towards("b.pt"), random().get(1));
        assertThat(resolve(p -> 1, 0, directions, "auto:9", "-1:1:5")).containsExactly("-0.5:1.5:9", "-1:1:5");
    }

    @Test
    void liesAroundTheValueOfANamedParameter() {
        var directions = List.<DirectionRecipe>of(new DirectionRecipe.Parameter("w[1]"), random().get(1));
        // the loss counts from the parameter's value, 4
        var ranges = resolve(p -> 1 + (p[0] - 4) * (p[0] - 4), 0, directions, "auto", "-1:1:5");
        var axis = Axis.parse("x", ranges.get(0));
        assertThat((axis.min() + axis.max()) / 2).isEqualTo(4);
        assertThat(axis.max() - 4).isBetween(3.0, 3.1);
    }

    @Test
    void rejectsACentreThatIsNotFinite() {
        assertThatThrownBy(() -> resolve(p -> Double.NaN, 0, random(), "auto", "-1:1:5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the loss at the centre is NaN");
    }

    /** The radius is found within 2 %, from above, and rounded to two digits. */
    private static void assertRange(String range, double radius, int points) {
        var axis = Axis.parse("x", range);
        assertThat(axis.max()).isBetween(.95 * radius, 1.05 * radius);
        assertThat(axis.min()).isEqualTo(-axis.max());
        assertThat(axis.count()).isEqualTo(points);
    }
}
