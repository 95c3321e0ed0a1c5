package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Block;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitecturesTest {
    private static Architecture architecture(String name, String input, String parameters) {
        var sizes = Stream.of(input.split("×", -1)).mapToLong(Long::parseLong).toArray();
        var options = ArchitectureOptions.of(Shape.of(sizes), 10);
        for (var parameter : parameters.isEmpty() ? List.<String>of() : List.of(parameters.split(";", -1))) {
            int equals = parameter.indexOf('=');
            options = options.with(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return Architectures.byName(name, options);
    }

    /** Counts by PyTorch 2.13 for the modules of bench/crosscheck/networks.py. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                "mlp 1×28×28 '' 283914",
                "mlp 1×28×28 activation=shared-prelu 283915",
                "mlp 1×28×28 activation=prelu 283918",
                "mlp 64 widths=32 2410",
                "mnist-cnn 1×28×28 '' 1199882",
                "mnist-cnn 28×28 '' 1199882",
                "lenet 1×28×28 '' 44426",
                "lenet 3×32×32 '' 62006",
                "vgg9 3×32×32 '' 2789706",
                "vgg9 1×28×28 '' 2329802",
                "resnet20 1×32×32 '' 272186",
                "resnet20 1×32×32 shortcuts=false 269434",
                "resnet20 1×28×28 '' 272186",
                "resnet56 3×32×32 '' 855770",
                "resnet110 3×32×32 shortcuts=false 1727962",
                "resnet56 3×32×32 widen=2;shortcuts=false 3401770",
                "resnet32 3×32×32 '' 466906",
                "resnet44 3×32×32 '' 661338",
                "densenet121 3×32×32 '' 6956298",
                "resnet18 3×224×224 '' 11181642",
                "resnet50 3×224×224 '' 23528522",
                "resnet50 1×64×64 shortcuts=false 20745674",
                "transformer 64 width=8;heads=2;layers=2 2786",
                "vit 1×28×28 '' 803338",
                "vit 28×28 pool=mean 803082",
                "vit 3×32×32 '' 809354",
                "vit 1×28×28 patch=7;pool=first 803338",
            })
    void hasAsManyParametersAsItsPyTorchCounterpart(String name, String input, String parameters, long count) {
        var program = architecture(name, input, parameters).program();
        assertThat(program.layout().elements()).isEqualTo(count);
        assertThat(program.output()).isEqualTo(Shape.of(10));
    }

    /** The published counts, for images of 3×32×32 and 100 classes; of a text with 65 characters, those of torch 2.13. */
    @Test
    void hasAsManyParametersAsThePublishedNetwork() {
        var images = ArchitectureOptions.of(Shape.of(3, 32, 32), 100);
        assertThat(Architectures.byName("cifar-cnn", images).layout().elements())
                .isEqualTo(1_194_084);
        assertThat(Architectures.byName("transformer", images).layout().elements())
                .isEqualTo(62_099_812);
        var text = ArchitectureOptions.of(Shape.of(64), 65);
        assertThat(Architectures.byName("gpt", text).layout().elements()).isEqualTo(809_856);
        assertThat(Architectures.byName("gpt", text.with("tied", "false"))
                        .layout()
                        .elements())
                .isEqualTo(818_176);
        assertThat(Architectures.byName("gpt", text).program().output()).isEqualTo(Shape.of(64, 65));
    }

    private static List<String> names(String name, String input, String parameters) {
        return architecture(name, input, parameters).layout().blocks().stream()
                .map(Block::name)
                .toList();
    }

    @Test
    void blocksHaveTheNamesAndOrderOfPyTorchsParameters() {
        assertThat(names("mlp", "64", "widths=8,4"))
                .containsExactly(
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.2.weight",
                        "layers.2.bias",
                        "layers.4.weight",
                        "layers.4.bias");
        assertThat(names("mnist-cnn", "1×28×28", ""))
                .containsExactly(
                        "conv1.weight",
                        "conv1.bias",
                        "conv2.weight",
                        "conv2.bias",
                        "fc1.weight",
                        "fc1.bias",
                        "fc2.weight",
                        "fc2.bias");
        assertThat(names("resnet20", "3×32×32", ""))
                .startsWith("conv1.weight", "bn1.weight", "bn1.bias", "layer1.0.conv1.weight", "layer1.0.bn1.weight")
                .containsSubsequence(
                        "layer2.0.bn2.bias",
                        "layer2.0.shortcut.0.weight",
                        "layer2.0.shortcut.1.weight",
                        "layer2.0.shortcut.1.bias",
                        "layer2.1.conv1.weight")
                .endsWith("linear.weight", "linear.bias");
        assertThat(names("resnet50", "3×64×64", "")).contains("layer1.0.downsample.0.weight", "fc.bias");
        assertThat(names("vgg9", "3×32×32", "")).contains("features.0.bias", "fc.1.weight", "classifier.weight");
        assertThat(names("densenet121", "3×32×32", ""))
                .contains("dense4.15.conv2.weight", "trans3.bn.weight", "bn.bias");
    }

    @Test
    void stateHasTheNamesAndOrderOfPyTorchsBuffers() {
        assertThat(architecture("resnet20", "3×32×32", "").program().stateNames())
                .startsWith("bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked")
                .hasSize(3 * 21);
    }

    @Test
    void onlyTheLogSoftmaxNetworkGivesLogProbabilities() {
        assertThat(architecture("mnist-cnn", "1×28×28", "").givesLogProbabilities())
                .isTrue();
        assertThat(architecture("mlp", "1×28×28", "").givesLogProbabilities()).isFalse();
    }

    /** Each wrong request and the sentence that answers it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resnet21 | 3×32×32 | '' | model 'resnet21' is unknown, did you mean resnet20? choose one of mlp, "
                        + "mnist-cnn, cifar-cnn, lenet, vgg9, resnet20, resnet32, resnet44, resnet56, resnet110, "
                        + "densenet121, resnet18, resnet50, transformer, vit, gpt",
                "mlp | 64 | width=3 | parameter 'width' of model mlp is unknown, did you mean widths? choose one of "
                        + "widths, activation, dropout",
                "vgg9 | 3×32×32 | widths=3 | model vgg9 takes no parameters, so not 'widths'",
                "mlp | 64 | widths=3,0 | model parameter widths=3,0 must be numbers separated by commas, such as 256,128",
                "mlp | 64 | dropout=1 | model parameter dropout=1 must be a number of at least 0 and below 1",
                "mlp | 64 | activation=rellu | activation 'rellu' is unknown, did you mean relu? choose one of relu, "
                        + "leaky-relu, prelu, shared-prelu, gelu, silu, tanh, sigmoid, identity",
                "lenet | 1×8×8 | '' | model lenet cannot take samples of shape 1×8×8: layer 'conv2' (Convolution) does "
                        + "not fit: its 5×5 window does not fit into what arrives there, 6×2×2; use larger images",
                "vit | 1×28×28 | patch=5 | patches of 5×5 do not tile samples of shape 1×28×28; choose a patch that "
                        + "divides both sides",
                "vit | 1×28×28 | pool=max2 | model parameter pool=max2 must be first, mean, max or half",
                "vit | 1×28×28 | heads=3 | attention of width 128 cannot be divided among 3 heads; take a divisor",
                "gpt | 1×8×8 | '' | model gpt cannot take samples of shape 1×8×8: layer 'token' (Embedding) does not fit: "
                        + "it takes a sequence of tokens, such as text:FILE has, not 1×8×8",
                "resnet20 | 64 | '' | model resnet20 cannot take samples of shape 64: it takes "
                        + "images [channels, height, width], not 64",
            })
    void answersAWrongRequestWithOneSentence(String name, String input, String parameters, String sentence) {
        assertThatThrownBy(() -> architecture(name, input, parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
