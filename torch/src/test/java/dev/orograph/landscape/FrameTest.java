package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.landscape.DirectionRecipe.Parameter;
import dev.orograph.landscape.DirectionRecipe.Random;
import dev.orograph.landscape.DirectionRecipe.Same;
import dev.orograph.landscape.DirectionRecipe.Towards;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTest extends OnPlaneFixture {
    /** Directions are float32 numbers: half a unit in the last place of each. */
    private static final double ROUNDING = 1e-7;

    private static PlaneRecipe random(int dimensions, Normalization normalization, Frame frame) {
        return PlaneRecipe.random(dimensions, 3, normalization, RankOnePolicy.LAYER)
                .withFrame(frame);
    }

    private static double norm(Tensor tensor) {
        double sum = 0;
        for (double value : Tensors.toDoubles(tensor)) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    private Tensor rows(Tensor direction, Block block) {
        long filters = block.shape().rank() > 1 ? block.shape().size(0) : 1;
        return direction.narrow(0, block.offset(), block.elements()).view(filters, -1);
    }

    @ParameterizedTest
    @EnumSource(Normalization.class)
    void orthogonalPairsAreExactlyOrthogonalWhateverTheNormalisation(Normalization normalization) throws IOException {
        try (var free = random(2, normalization, Frame.AS_GIVEN).through(network.centre());
                var plane = random(2, normalization, Frame.ORTHOGONAL).through(network.centre())) {
            assertThat(Math.abs(free.cosine())).isGreaterThan(1e-3);
            assertThat(plane.cosine()).isCloseTo(0, within(ROUNDING));
            assertThat(Tensors.toDoubles(plane.x())).containsExactly(Tensors.toDoubles(free.x()));
        }
    }

    @Test
    void orthogonalPairsAreFilterNormalisedAtOnce() throws IOException {
        try (var plane = random(2, Normalization.FILTER, Frame.ORTHOGONAL).through(network.centre())) {
            for (var block : network.layout().blocks()) {
                for (var direction : plane.directions()) {
                    var filters = rows(direction, block);
                    var weights = rows(network.theta(), block);
                    for (long row = 0; row < filters.size(0); row++) {
                        double wanted = norm(weights.select(0, row));
                        assertThat(norm(filters.select(0, row))).isCloseTo(wanted, within(1e-6 * wanted));
                    }
                }
            }
        }
    }

    @Test
    void everyFilterIsOrthogonalByItself() throws IOException {
        try (var plane = random(3, Normalization.FILTER, Frame.ORTHOGONAL).through(network.centre())) {
            var first = network.layout().blocks().get(0);
            for (long row = 0; row < first.shape().size(0); row++) {
                for (int axis = 1; axis < 3; axis++) {
                    var one = rows(plane.directions().get(axis), first).select(0, row);
                    var other = rows(plane.directions().get(axis - 1), first).select(0, row);
                    assertThat(one.dot(other).item_double() / norm(one) / norm(other))
                            .isCloseTo(0, within(ROUNDING * 3));
                }
            }
            assertThat(plane.cosine(0, 2)).isCloseTo(0, within(ROUNDING));
        }
    }

    @Test
    void aFilterWithoutRoomStaysWhereItIs() throws IOException {
        // the second bias has two elements, so a third direction has none left
        try (var plane = random(3, Normalization.FILTER, Frame.ORTHOGONAL).through(network.centre())) {
            var bias = network.layout().blocks().get(3);
            assertThat(norm(rows(plane.directions().get(2), bias))).isZero();
        }
    }

    @Test
    void orthonormalAxesHaveLengthOneAndSaySo() throws IOException {
        var recipe = random(2, Normalization.FILTER, Frame.ORTHONORMAL);
        try (var plane = recipe.through(network.centre())) {
            assertThat(norm(plane.x())).isCloseTo(1, within(ROUNDING));
            assertThat(norm(plane.directions().get(1))).isCloseTo(1, within(ROUNDING));
            assertThat(plane.cosine()).isCloseTo(0, within(ROUNDING));
            assertThat(recipe.axisName(1)).isEqualTo("y (distance)");
        }
    }

    @Test
    void threeModelsLieWhereTheirDistancesPutThem() throws IOException {
        // w₃ − w₁ = (3, 4) and w₂ − w₁ = (0, 10) in two of the weights: u = (.6, .8), v = (−.8, .6)
        var third = network.save("third.safetensors", network.moved(0, 3, 1, 4));
        var second = network.save("second.safetensors", network.moved(1, 10));
        var directions = List.<DirectionRecipe>of(new Towards(third.toString()), new Towards(second.toString()));
        try (var plane = new PlaneRecipe(directions, Frame.ORTHONORMAL).through(network.centre())) {
            var u = Tensors.toDoubles(plane.x());
            assertThat(new double[] {u[0], u[1]}).containsExactly(new double[] {.6, .8}, within(1e-6));
            var places = plane.landmarks();
            assertThat(places).extracting(Landmark::name).containsExactly("third", "second");
            assertThat(places.get(0).coordinates().get(0)).isCloseTo(5, within(1e-5));
            assertThat(places.get(0).coordinates().get(1)).isZero();
            assertThat(places.get(1).coordinates().get(0)).isCloseTo(8, within(1e-5));
            assertThat(places.get(1).coordinates().get(1)).isCloseTo(6, within(1e-5));
            assertThat(plane.facts().shares()).hasSize(2);
        }
        try (var plane = new PlaneRecipe(directions).through(network.centre())) {
            assertThat(plane.landmarks().get(1).coordinates()).containsExactly(0.0, 1.0);
        }
    }

    @Test
    void aDirectionThatIsSpannedAlreadyIsRefused() {
        var twice = new PlaneRecipe(
                List.of(new Random(3, 0, Normalization.NONE, RankOnePolicy.LAYER), new Same()), Frame.ORTHOGONAL);
        assertThatThrownBy(() -> twice.through(network.centre()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing of the y direction is at right angles");
    }

    @Test
    void whatCannotBeTurnedIsRefused() {
        var x = new Random(3, 0, Normalization.FILTER, RankOnePolicy.COPY);
        assertThatThrownBy(() -> new PlaneRecipe(List.of(x, x), Frame.ORTHOGONAL))
                .hasMessageContaining("the y direction cannot be orthogonal with the policy copy");
        assertThatThrownBy(() -> new PlaneRecipe(List.of(x, new Parameter("0.bias")), Frame.ORTHONORMAL))
                .hasMessageContaining("sets 0.bias alone and cannot be made orthonormal");
    }
}
