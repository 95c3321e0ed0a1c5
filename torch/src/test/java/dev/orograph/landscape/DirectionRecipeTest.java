package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import dev.orograph.landscape.DirectionRecipe.Downhill;
import dev.orograph.landscape.DirectionRecipe.InFile;
import dev.orograph.landscape.DirectionRecipe.Moment;
import dev.orograph.landscape.DirectionRecipe.Parameter;
import dev.orograph.landscape.DirectionRecipe.Principal;
import dev.orograph.landscape.DirectionRecipe.Random;
import dev.orograph.landscape.DirectionRecipe.Rescaled;
import dev.orograph.landscape.DirectionRecipe.Same;
import dev.orograph.landscape.DirectionRecipe.Towards;
import dev.orograph.optimize.MomentKind;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class DirectionRecipeTest extends OnPlaneFixture {
    private static final Random PRESET = new Random(7, 1, Normalization.LAYER, RankOnePolicy.COPY);
    private static final double ROUNDING = 1e-6;

    static Stream<DirectionRecipe> all() {
        return Stream.of(
                new Random(-3, 2, Normalization.DFILTER, RankOnePolicy.ZERO),
                new InFile("some folder/directions.h5", 3),
                new InFile("odd#1+filter", 0),
                new Towards("runs/a/checkpoints/epoch-0003.safetensors"),
                new Towards("C:\\models\\b.pt"),
                new Parameter("layers.0.weight[5]"),
                new Principal(List.of("a", "b#2", "c"), 1, false),
                new Principal(List.of("a", "b"), 0, true),
                new Moment(MomentKind.UPDATE, "epoch-0003.optimizer.safetensors"),
                new Downhill(),
                new Same(),
                new Rescaled(new InFile("d.h5", 1), Normalization.FILTER, RankOnePolicy.LAYER),
                new Rescaled(new Downhill(), Normalization.MODEL, RankOnePolicy.ZERO));
    }

    @ParameterizedTest
    @MethodSource("all")
    void textIsReadBack(DirectionRecipe recipe) {
        assertThat(DirectionRecipe.parse(recipe.text(), PRESET)).isEqualTo(recipe);
    }

    @ParameterizedTest
    @MethodSource("all")
    void jsonIsReadBack(DirectionRecipe recipe) {
        var plane = new PlaneRecipe(List.of(recipe));
        var json = JsonMapper.shared().writeValueAsString(plane);
        assertThat(JsonMapper.shared().readValue(json, PlaneRecipe.class)).isEqualTo(plane);
    }

    @Test
    void whatTheTextLeavesOutIsPreset() {
        assertThat(DirectionRecipe.parse("random", PRESET)).isEqualTo(PRESET);
        assertThat(DirectionRecipe.parse("random:4+filter", PRESET))
                .isEqualTo(new Random(4, 1, Normalization.FILTER, RankOnePolicy.COPY));
        assertThat(DirectionRecipe.parse("gradient+filter", PRESET))
                .isEqualTo(new Rescaled(new Downhill(), Normalization.FILTER, RankOnePolicy.COPY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nosuch             | direction 'nosuch' is unknown; choose random, file:FILE
            random:x           | the seed 'x' is not a whole number
            file               | direction 'file' needs a file of directions
            gradient:x         | takes nothing after its name; write gradient
            moment:third:f     | moment 'third' is unknown; choose first, second or update
            moment:first       | names no file with the optimizer's state
            parameter:w+filter | direction parameter:w cannot be scaled again
            """)
    void refusesOtherWords(String text, String sentence) {
        assertThatThrownBy(() -> DirectionRecipe.parse(text, PRESET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void downhillIsTheNegativeGradient() throws IOException {
        var centre = network.centre().withSlope(theta -> theta.mul(new Scalar(2.0)));
        try (var line = new PlaneRecipe(List.of(new Downhill())).through(centre)) {
            assertThat(Tensors.toFloats(line.x()))
                    .containsExactly(Tensors.toFloats(network.theta().mul(new Scalar(-2.0))));
        }
        assertThatThrownBy(() -> new PlaneRecipe(List.of(new Downhill())).through(network.centre()))
                .hasMessageContaining("needs data");
    }

    @Test
    void sameGivesXAgain() throws IOException {
        try (var plane = new PlaneRecipe(List.of(PRESET, new Same())).through(network.centre())) {
            assertThat(plane.cosine()).isCloseTo(1, within(1e-12));
        }
        assertThatThrownBy(() -> new PlaneRecipe(List.of(new Same())).through(network.centre()))
                .hasMessageContaining("the x direction cannot be the same as x");
    }

    @Test
    void scalingADirectionChangesNeitherTheOnesBeforeNorTheCentre() throws IOException {
        var before = Tensors.toFloats(network.theta());
        var rescaled = new Rescaled(new Same(), Normalization.DLAYER, RankOnePolicy.ZERO);
        try (var line = new PlaneRecipe(List.of(PRESET)).through(network.centre());
                var plane = new PlaneRecipe(List.of(PRESET, rescaled)).through(network.centre())) {
            assertThat(Tensors.toFloats(plane.x())).containsExactly(Tensors.toFloats(line.x()));
            assertThat(Tensors.toFloats(plane.directions().get(1))).isNotEqualTo(Tensors.toFloats(line.x()));
        }
        assertThat(Tensors.toFloats(network.theta())).containsExactly(before);
    }

    private NamedArray vector(String name, double value) {
        var values = new double[PlaneFixture.ELEMENTS];
        Arrays.fill(values, value);
        return NamedArray.of(name, Shape.of(values.length), values);
    }

    private double[] moment(MomentKind kind, Path file) throws IOException {
        return Tensors.toDoubles(new Moment(kind, file.toString()).choose(network.centre()));
    }

    @Test
    void momentsAreReadAndTheUpdateIsAdams() throws IOException {
        // two steps with β₁ = .5, β₂ = .75: m̂ = .3/.75 = .4, v̂ = .07/.4375 = .16, −m̂/(√v̂ + .1) = −.8
        var file = network.saveState(
                "state.safetensors",
                Map.of("optimizer", "adam:lr=0.1,beta1=0.5,beta2=0.75,eps=0.1"),
                NamedArray.of("step", Shape.of(1), new long[] {2}),
                vector("exp_avg", .3),
                vector("exp_avg_sq", .07));
        assertThat(moment(MomentKind.FIRST, file)[5]).isCloseTo(.3, within(ROUNDING));
        assertThat(moment(MomentKind.SECOND, file)[5]).isCloseTo(.07, within(ROUNDING));
        assertThat(moment(MomentKind.UPDATE, file)[5]).isCloseTo(-.8, within(ROUNDING));
    }

    @Test
    void whatGivesNoMomentIsNamed() throws IOException {
        var sgd = network.saveState("sgd.safetensors", Map.of(), NamedArray.of("step", Shape.of(1), new long[] {2}));
        assertThatThrownBy(() -> moment(MomentKind.FIRST, sgd))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no first moment: it holds step; train with an optimizer such as adam");
        var fresh = network.saveState("fresh.safetensors", Map.of(), vector("exp_avg", 0));
        assertThatThrownBy(() -> moment(MomentKind.FIRST, fresh))
                .hasMessageContaining("are zero and give no direction; choose a later epoch");
        var other = network.saveState(
                "other.safetensors", Map.of(), NamedArray.of("exp_avg", Shape.of(2), new double[] {1, 2}));
        assertThatThrownBy(() -> moment(MomentKind.FIRST, other))
                .hasMessageContaining("belongs to another network: it is of 2 parameters, the network has 26");
    }

    @Test
    void aFileOfManyDirectionsGivesEachByItsNumber() throws IOException {
        var file = folder.resolve("three.safetensors");
        try (var volume = PlaneRecipe.random(3, 5, Normalization.FILTER, RankOnePolicy.ZERO)
                .through(network.centre())) {
            DirectionFile.write(file, volume, network.layout());
            var last = new InFile(file.toString(), 2).choose(network.centre());
            assertThat(Tensors.toDoubles(last))
                    .containsExactly(Tensors.toDoubles(volume.directions().get(2)));
            assertThatThrownBy(() -> new InFile(file.toString(), 3).choose(network.centre()))
                    .hasMessageContaining("holds 3 directions, so it has no number 3");
        }
    }
}
