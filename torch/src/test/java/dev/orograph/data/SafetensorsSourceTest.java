package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.Safetensors;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsSourceTest {
    private static final NamedArray INPUTS = NamedArray.of("inputs", Shape.of(3, 2), new float[] {1, 2, 3, 4, 5, 6});

    @TempDir
    Path directory;

    private final Messages messages = new Messages();
    private Path file;

    @BeforeEach
    void choosePath() {
        file = directory.resolve("own.safetensors");
    }

    private DataSource source() {
        return DataSources.byName("file:" + file, DataSettings.defaults(directory));
    }

    private DataSet load(DataRequest request, NamedArray... arrays) throws IOException {
        Safetensors.write(file, NamedArrays.of(List.of(arrays)));
        return source().load(request, messages);
    }

    private static NamedArray labels(String name, long... labels) {
        return NamedArray.of(name, Shape.of(labels.length), labels);
    }

    @Test
    void integerTargetsAreLabels() throws IOException {
        try (var data = load(DataRequest.of(Split.TRAIN), INPUTS, labels("targets", 0, 4, 1))) {
            assertThat(data.classes()).hasValue(5);
            assertThat(Tensors.toFloats(data.inputs())).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(Tensors.toDoubles(data.targets())).containsExactly(0, 4, 1);
            assertThat(data.background()).isEmpty();
            assertThat(messages.all()).isEmpty();
        }
    }

    @Test
    void limitKeepsTheNumberOfClasses() throws IOException {
        try (var data = load(DataRequest.of(Split.TRAIN, 1), INPUTS, labels("targets", 0, 4, 1))) {
            assertThat(data.size()).isEqualTo(1);
            assertThat(data.classes()).hasValue(5);
        }
    }

    @Test
    void metadataMayStateTheNumberOfClasses() throws IOException {
        Safetensors.write(file, NamedArrays.of(List.of(INPUTS, labels("targets", 0, 4, 1)), Map.of("classes", "10")));
        try (var data = source().load(DataRequest.of(Split.TRAIN), messages)) {
            assertThat(data.classes()).hasValue(10);
        }
        refusesMetadata("4", "has label 4 at sample 1 of targets; labels must lie in 0 to 3");
        refusesMetadata("ten", "states classes 'ten', which is no number");
        refusesMetadata("0", "states 0 classes");
    }

    private void refusesMetadata(String classes, String sentence) throws IOException {
        Safetensors.write(
                file, NamedArrays.of(List.of(INPUTS, labels("targets", 0, 4, 1)), Map.of("classes", classes)));
        assertThatThrownBy(() -> source().load(DataRequest.of(Split.TRAIN), messages))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(sentence);
    }

    @Test
    void floatingPointTargetsAreRegression() throws IOException {
        var targets = NamedArray.of("targets", Shape.of(3), new double[] {.5, 1.5, 2.5});
        var doubles = NamedArray.of("inputs", Shape.of(3, 1, 2), new double[] {1, 2, 3, 4, 5, 6});
        try (var data = load(DataRequest.of(Split.TRAIN), doubles, targets)) {
            assertThat(data.classes()).isEmpty();
            assertThat(data.inputShape()).isEqualTo(Shape.of(1, 2));
            assertThat(Tensors.shape(data.targets())).isEqualTo(Shape.of(3, 1));
            assertThat(Tensors.toFloats(data.targets())).containsExactly(.5f, 1.5f, 2.5f);
        }
    }

    @Test
    void bytesBecomeNumbers() throws IOException {
        var bytes = NamedArray.of("inputs", ElementType.UINT8, Shape.of(2, 1), ByteBuffer.wrap(new byte[] {3, -1}));
        var classes = NamedArray.of("targets", ElementType.UINT8, Shape.of(2), ByteBuffer.wrap(new byte[] {1, 0}));
        try (var data = load(DataRequest.of(Split.TRAIN), bytes, classes)) {
            assertThat(Tensors.toFloats(data.inputs())).containsExactly(3, 255);
            assertThat(Tensors.toDoubles(data.targets())).containsExactly(1, 0);
        }
    }

    @Test
    void testSamplesAreTheirOwnTensors() throws IOException {
        var testInputs = NamedArray.of("test_inputs", Shape.of(1, 2), new float[] {7, 8});
        var request = DataRequest.of(Split.TEST);
        try (var data = load(request, INPUTS, labels("targets", 0, 4, 1), testInputs, labels("test_targets", 2))) {
            assertThat(source().splits()).containsExactly(Split.TRAIN, Split.TEST);
            assertThat(Tensors.toFloats(data.inputs())).containsExactly(7, 8);
            assertThat(data.classes()).hasValue(5);
        }
        assertThatThrownBy(
                        () -> load(request, INPUTS, labels("targets", 0, 4, 1)).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        file + " has no test samples; add tensors test_inputs and test_targets, or use split train");
        assertThat(source().splits()).containsExactly(Split.TRAIN);
    }

    @Test
    void validationIsTheEndOfTheFile() throws IOException {
        Safetensors.write(file, NamedArrays.of(List.of(INPUTS, labels("targets", 0, 4, 1))));
        var settings = DataSettings.defaults(directory).withValidationSamples(1);
        var source = DataSources.byName("file:" + file, settings);
        try (var data = source.load(DataRequest.of(Split.VALIDATION), messages)) {
            assertThat(Tensors.toFloats(data.inputs())).containsExactly(5, 6);
        }
    }

    @Test
    void nonFiniteInputsAreReported() throws IOException {
        var inputs = NamedArray.of("inputs", Shape.of(2, 2), new float[] {1, Float.NaN, Float.POSITIVE_INFINITY, 2});
        try (var data = load(DataRequest.of(Split.TRAIN), inputs, labels("targets", 0, 1))) {
            assertThat(data.size()).isEqualTo(2);
        }
        assertThat(messages.all())
                .containsExactly(file + " has 2 NaN or infinite numbers in inputs; losses will not be finite");
    }

    @Test
    void wrongFilesAreRefusedByName() throws IOException {
        refuses("has no tensor 'inputs' but images; a data file holds inputs and targets", INPUTS.renamed("images"));
        refuses("has no tensor 'targets' but inputs", INPUTS);
        refuses("has 3 inputs but 2 targets; they must be as many", INPUTS, labels("targets", 0, 1));
        refuses("has label -1 at sample 2 of targets", INPUTS, labels("targets", 0, 1, -1));
        refuses(
                "has targets of shape 3×1; integer labels need shape N",
                INPUTS,
                NamedArray.of("targets", Shape.of(3, 1), new long[] {0, 1, 2}));
        refuses("has a scalar", INPUTS, NamedArray.of("targets", Shape.of(), new long[] {0}));
        refuses(
                "has empty samples",
                NamedArray.of("inputs", Shape.of(0, 2), new float[0]),
                NamedArray.of("targets", Shape.of(0), new long[0]));
    }

    private void refuses(String sentence, NamedArray... arrays) {
        assertThatThrownBy(() -> load(DataRequest.of(Split.TRAIN), arrays).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(sentence);
    }

    @Test
    void aMissingOrForeignFileIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> source().load(DataRequest.of(Split.TRAIN), messages))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        Files.writeString(file, "this is no such file");
        assertThatThrownBy(() -> source().load(DataRequest.of(Split.TRAIN), messages))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> DataSources.byName("file:", DataSettings.defaults(directory)))
                .hasMessageContaining("needs the path of a safetensors file");
    }

    @Test
    void inputsAreNotScaled() {
        var settings = DataSettings.defaults(directory).withScaling(InputScaling.Named.UNIT);
        assertThatThrownBy(() -> DataSources.byName("file:" + file, settings))
                .hasMessageEndingWith("are used as they are; leave out normalisation 'unit'");
    }
}
