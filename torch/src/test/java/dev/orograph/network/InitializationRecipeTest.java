package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.measurement.Histogram.Moments;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializationRecipeTest {
    private static ArchitectureModel model(Shape input, Layer... layers) {
        return new ArchitectureModel(
                new Architecture("test", Map.of(), input, 1, Sequential.numbered(List.of(layers))));
    }

    private static final ArchitectureModel WIDE = model(Shape.of(400), new Linear(400, 300), new Relu());

    private static double[] start(String text, ArchitectureModel model) {
        try (var scope = new PointerScope()) {
            return Tensors.toDoubles(InitializationRecipe.parse(text).initialTheta(model, 3, torch.zeros(1)));
        }
    }

    private static double[] block(String text, ArchitectureModel model, String name) {
        var block = model.layout().block(name);
        return Arrays.copyOfRange(start(text, model), (int) block.offset(), (int) block.end());
    }

    /** Deviations by the published formulas for 400 inputs and 300 outputs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lecun-normal | 0.05",
                "lecun-uniform | 0.05",
                "xavier-normal | 0.0534522484",
                "xavier-uniform | 0.0534522484",
                "xavier-normal:activation=tanh | 0.0890870806",
                "kaiming-normal | 0.0707106781",
                "kaiming-uniform:activation=linear | 0.05",
                "kaiming-normal:fan=out | 0.0816496581",
                "kaiming-normal:a=0.25 | 0.0685994341",
                "kaiming-normal:gain=3,fan=avg | 0.1603567451",
                "lecun-normal:activation=gelu | 0.0766765221",
                "l-momentum | 0.9",
                "l-momentum-scaled:alpha=0.64 | 0.04",
                "emergence-promoting | 0.0035355339",
                "emergence-promoting:damped=false | 0.0707106781",
                "scaled-orthogonal | 0.0035355339",
                "orthogonal | 0.05",
                "orthogonal:gain=2 | 0.1",
                "normal:std=0.3 | 0.3",
                "constant-variance | 0.01",
                "uniform:low=-1,high=1 | 0.5773502692",
                "truncated-normal | 0.8796256610",
                "default | 0.0288675135"
            })
    void weightsHaveThePublishedDeviation(String text, double deviation) {
        var moments = Moments.of(block(text, WIDE, "0.weight"));
        // 120,000 numbers: the standard error of a deviation is 0.2 % for normal ones, and of a mean 0.3 %.
        assertThat(Math.sqrt(moments.variance())).isCloseTo(deviation, within(0.01 * deviation));
        assertThat(moments.mean()).isCloseTo(0, within(0.015 * deviation));
    }

    @Test
    void uniformKindsFillTheirInterval() {
        var moments = Moments.of(block("kaiming-uniform", WIDE, "0.weight"));
        double bound = Math.sqrt(6.0 / 400);
        assertThat(moments.max()).isBetween(0.999 * bound, bound);
        assertThat(moments.min()).isBetween(-bound, -0.999 * bound);
        assertThat(Moments.of(block("truncated-normal:std=0.5,low=0,high=1", WIDE, "0.weight"))
                        .min())
                .isBetween(0.0, 1e-3);
    }

    @Test
    void momentumScalesTheVeryNumbers() {
        // torch's variance divides by n − 1.
        var moments = Moments.of(block("l-momentum", WIDE, "0.weight"));
        assertThat(moments.variance() * 120_000 / 119_999).isCloseTo(0.81, within(1e-6));
        assertThat(InitializationRecipe.parse("l-momentum").warnings())
                .singleElement()
                .asString()
                .contains("standard deviation 0.9");
        assertThat(InitializationRecipe.parse("l-momentum-scaled").warnings()).isEmpty();
    }

    @Test
    void fansIncludeTheReceptiveField() {
        var model = model(Shape.of(8, 5, 5), Convolution.square(8, 64, 5, 1, 0));
        assertThat(Math.sqrt(
                        Moments.of(block("kaiming-normal", model, "0.weight")).variance()))
                .isCloseTo(Math.sqrt(2.0 / (8 * 25)), within(0.002));
        assertThat(Math.sqrt(
                        Moments.of(block("xavier-normal", model, "0.weight")).variance()))
                .isCloseTo(Math.sqrt(2.0 / (72 * 25)), within(0.001));
    }

    @Test
    void emergenceGrowsWithTheLayer() {
        var model = model(Shape.of(200), new Linear(200, 200), new Linear(200, 200), new Linear(200, 200));
        double second = Math.sqrt(
                Moments.of(block("emergence-promoting", model, "1.weight")).variance());
        double third = Math.sqrt(
                Moments.of(block("emergence-promoting", model, "2.weight")).variance());
        assertThat(second).isCloseTo((1 + Math.log(2) / Math.log(3)) * Math.sqrt(2) / 200, within(1e-4));
        assertThat(third).isCloseTo(2 * Math.sqrt(2) / 200, within(2e-4));
    }

    private static Tensor matrix(double[] values, long rows, long columns) {
        return Tensors.of(values, rows, columns);
    }

    @Test
    void orthogonalMatricesHaveEqualSingularValues() {
        try (var scope = new PointerScope()) {
            for (var sizes : List.of(new long[] {300, 400}, new long[] {40, 7}, new long[] {1, 5}, new long[] {5, 1})) {
                var model = model(Shape.of(sizes[1]), new Linear(sizes[1], sizes[0]));
                var spectrum = WeightSpectrum.of(
                        matrix(block("orthogonal:activation=relu", model, "0.weight"), sizes[0], sizes[1]));
                assertThat(spectrum.values()).containsOnly(new double[] {Math.sqrt(2)}, within(1e-6));
                assertThat(spectrum.conditionNumber()).isCloseTo(1, within(1e-6));
            }
            var scaled = WeightSpectrum.of(matrix(block("scaled-orthogonal", WIDE, "0.weight"), 300, 400));
            assertThat(scaled.values()).containsOnly(new double[] {Math.sqrt(2.0 / 400)}, within(1e-8));
        }
    }

    @Test
    void orthogonalMatricesAreUniformlyDistributed() {
        // The trace of a uniform orthogonal matrix has mean 0; with QR's own signs it would be far from it.
        var model = model(Shape.of(20), new Linear(20, 20));
        double sum = 0;
        for (int seed = 0; seed < 200; seed++) {
            try (var scope = new PointerScope()) {
                var theta = Tensors.toDoubles(
                        InitializationRecipe.parse("orthogonal").initialTheta(model.program(), seed));
                for (int i = 0; i < 20; i++) {
                    sum += theta[21 * i];
                }
            }
        }
        assertThat(sum / 200).isCloseTo(0, within(5 / Math.sqrt(200)));
    }

    @Test
    void spectralDivisionSetsTheLargestSingularValue() {
        try (var scope = new PointerScope()) {
            var plain = WeightSpectrum.of(matrix(block("kaiming-normal", WIDE, "0.weight"), 300, 400));
            var divided =
                    WeightSpectrum.of(matrix(block("kaiming-normal+spectral:norm=2", WIDE, "0.weight"), 300, 400));
            assertThat(divided.spectralNorm()).isCloseTo(2, within(1e-6));
            assertThat(divided.conditionNumber()).isCloseTo(plain.conditionNumber(), within(1e-3));
        }
        assertThat(block("zeros+spectral", WIDE, "0.weight")).containsOnly(0);
    }

    @Test
    void unitVarianceHoldsInEveryLayerOfTheBatch() {
        var model = model(
                Shape.of(1, 8, 8),
                Convolution.square(1, 6, 3, 1, 0).withBias(true),
                new Tanh(),
                new Flatten(),
                new Linear(216, 50),
                new Relu(),
                new Linear(50, 10));
        try (var scope = new PointerScope()) {
            var inputs = RandomStream.of(1).gaussians(64 * 64).view(64, 1, 8, 8);
            var theta = InitializationRecipe.parse("lsuv:samples=32").initialTheta(model, 1, inputs);
            var variances = new double[6];
            model.forward(
                    theta,
                    State.empty(),
                    inputs.narrow(0, 0, 32),
                    Mode.EVALUATION,
                    (binding, output) ->
                            variances[binding.index()] = output.var(false).item_double());
            assertThat(new double[] {variances[0], variances[3], variances[5]})
                    .containsOnly(new double[] {1}, within(0.02));
            assertThatThrownBy(() -> InitializationRecipe.parse("zeros+lsuv").initialTheta(model, 1, inputs))
                    .hasMessageContaining("lsuv cannot scale layer 0");
        }
    }

    @Test
    void biasesAreZeroAndNormalisationsOneUnlessTheyAreNamed() {
        var model = model(
                Shape.of(1, 4, 4),
                Convolution.square(1, 3, 3, 1, 0).withBias(true),
                new BatchNorm(3),
                new PRelu(),
                new Flatten(),
                new Linear(12, 5));
        var text =
                "normal;kind:linear=kaiming-normal;*.bias=constant:value=0.5;kind:slope=constant:value=0.1;1.*=orthogonal";
        assertThat(block("normal", model, "0.bias")).containsOnly(0);
        assertThat(block("normal", model, "1.weight")).containsOnly(1);
        assertThat(block("normal", model, "2.weight")).containsOnly(0.25);
        assertThat(block("default", model, "4.bias")).doesNotContain(0);
        assertThat(block(text, model, "0.bias")).containsOnly(0.5);
        assertThat(block(text, model, "4.bias")).containsOnly(0.5);
        assertThat(block(text, model, "1.weight")).containsOnly(1);
        assertThat(block(text, model, "1.bias")).containsOnly(0);
        assertThat(block(text, model, "2.weight")).containsOnly((double) 0.1f);
        assertThat(block("default;kind:linear=zeros", model, "4.bias")).containsOnly(0);
    }

    @Test
    void theLastRuleForABlockDecides() {
        var model = model(Shape.of(3), new Linear(3, 3), new Linear(3, 3));
        var text = "constant:value=1; 1.*=constant:value=2 ;?.weight=constant:value=3;1.weight=zeros";
        assertThat(block(text, model, "0.weight")).containsOnly(3);
        assertThat(block(text, model, "0.bias")).containsOnly(0);
        assertThat(block(text, model, "1.weight")).containsOnly(0);
        assertThat(block(text, model, "1.bias")).containsOnly(2);
        assertThat(start("1.weight=zeros", model)).startsWith(Arrays.copyOf(start("default", model), 12));
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        refuses("kaiming", "initialiser 'kaiming' is unknown; choose one of default, lecun-normal");
        refuses("kaiming-normal:slope=1", "initialiser kaiming-normal has no parameter 'slope'");
        refuses("kaiming-normal:activation=reul", "did you mean relu?");
        refuses("kaiming-normal:gain=2,activation=relu", "leave one of them out");
        refuses("kaiming-normal:activation=tanh,a=1", "tanh has none");
        refuses("kaiming-normal:fan=both", "fan=both must be in, out or avg");
        refuses("xavier-normal:gain=-1", "must be a number of at least 0");
        refuses("normal:std=x", "std=x is not a number");
        refuses("uniform:low=1,high=0", "low 1.0 must not be above high 0.0");
        refuses("truncated-normal:low=1,high=0", "must be below high");
        refuses("zeros:value=1", "zeros takes no parameters");
        refuses("l-momentum:alpha=0", "alpha 0.0 must be a number above 0");
        refuses("spectral", "as in kaiming-normal+spectral");
        refuses("normal+orthogonal", "only spectral and lsuv may follow");
        refuses("lsuv+spectral", "put it before");
        refuses("lsuv:samples=1", "samples 1 must be at least 2");
        refuses("lsuv:rounds=1.5", "must be a whole number");
        refuses("normal;zeros", "does not say for which blocks");
        refuses("normal;;zeros", "empty part");
        refuses("normal;kind:conv=zeros", "kind 'conv' of blocks is unknown");
        refuses("", "empty part");
        assertThatThrownBy(() -> start("normal;conv*=zeros", WIDE))
                .hasMessageContaining("conv* fits none of the network's blocks, which are 0.weight, 0.bias");
        assertThatThrownBy(() -> start("truncated-normal:low=30,high=31", WIDE))
                .hasMessageContaining("next to nothing");
        assertThat(InitializationRecipe.parse("normal:std=1e+1").text()).isEqualTo("normal:std=1e+1");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> InitializationRecipe.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void everyNameCanBeRead() {
        assertThat(InitializationRecipe.names()).hasSize(19).allSatisfy(InitializationRecipe::parse);
        assertThat(InitializationRecipe.parse("orthogonal+lsuv").needsData()).isTrue();
    }
}
