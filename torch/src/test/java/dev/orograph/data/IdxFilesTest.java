package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.Shape;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Tensors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {
    @TempDir
    Path directory;

    Path folder;

    @BeforeEach
    void writeSet() throws IOException {
        folder = directory.resolve("mnist");
        IdxFixture.writeSet(folder);
    }

    private DataSet load(DataRequest request, DataSettings settings) throws IOException {
        return DataSources.byName("mnist", settings).load(request, Listener.NONE);
    }

    private DataSet load(Split split) throws IOException {
        return load(DataRequest.of(split), DataSettings.defaults(directory));
    }

    @Test
    void readsPackedAndPlainFiles() throws IOException {
        try (var train = load(Split.TRAIN);
                var test = load(Split.TEST)) {
            assertThat(train.size()).isEqualTo(6);
            assertThat(test.size()).isEqualTo(4);
            assertThat(train.inputShape()).isEqualTo(Shape.of(1, 2, 3));
            assertThat(train.name()).isEqualTo("mnist train");
            assertThat(Tensors.toDoubles(test.targets())).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void scalesAsPublishedInSinglePrecision() throws IOException {
        try (var train = load(Split.TRAIN)) {
            var inputs = Tensors.toFloats(train.inputs());
            for (int i = 0; i < inputs.length; i++) {
                float expected = ((10 * (i / 6) + i % 6) / 255f - .1307f) / .3081f;
                assertThat(inputs[i]).isEqualTo(expected);
            }
            assertThat(train.background()).containsExactly(-.1307f / .3081f);
        }
    }

    @Test
    void scalesAsTold() throws IOException {
        var settings = DataSettings.defaults(directory);
        assertThat(secondPixel(settings.withScaling(InputScaling.Named.HALF))).isEqualTo((1 / 255f - .5f) / .5f);
        assertThat(secondPixel(settings.withScaling(InputScaling.Named.UNIT))).isEqualTo(1 / 255f);
        assertThat(secondPixel(settings.withScaling(InputScaling.Named.NONE))).isEqualTo(1f);
        assertThat(secondPixel(settings.withScaling(InputScaling.parse("1/2")))).isEqualTo((1 / 255f - 1) / 2);
        assertThatThrownBy(() -> secondPixel(settings.withScaling(InputScaling.parse("1,1/2,2"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("normalisation 1.0,1.0/2.0,2.0 has 2 channels but images of mnist have 1");
    }

    private float secondPixel(DataSettings settings) throws IOException {
        try (var data = load(DataRequest.of(Split.TRAIN, 1), settings)) {
            return Tensors.toFloats(data.inputs())[1];
        }
    }

    @Test
    void padsStoredZerosBeforeScaling() throws IOException {
        var settings = DataSettings.defaults(directory).withPadding(1).withScaling(InputScaling.Named.HALF);
        try (var data = load(DataRequest.of(Split.TEST, 2), settings)) {
            assertThat(data.inputShape()).isEqualTo(Shape.of(1, 4, 5));
            var second = Arrays.copyOfRange(Tensors.toFloats(data.inputs()), 20, 40);
            float zero = -1;
            float[] inside = new float[6];
            for (int pixel = 0; pixel < 6; pixel++) {
                inside[pixel] = ((10 + pixel) / 255f - .5f) / .5f;
            }
            assertThat(second)
                    .containsExactly(
                            zero, zero, zero, zero, zero, //
                            zero, inside[0], inside[1], inside[2], zero, //
                            zero, inside[3], inside[4], inside[5], zero, //
                            zero, zero, zero, zero, zero);
        }
    }

    @Test
    void limitTakesTheFirstInFileOrder() throws IOException {
        try (var data = load(DataRequest.of(Split.TRAIN, 2), DataSettings.defaults(directory))) {
            assertThat(Tensors.toDoubles(data.targets())).containsExactly(0, 1);
        }
    }

    @Test
    void digestIgnoresScalingAndPadding() throws IOException {
        var settings = DataSettings.defaults(directory);
        try (var plain = load(Split.TRAIN);
                var other = load(
                        DataRequest.of(Split.TRAIN), settings.withPadding(2).withScaling(InputScaling.Named.HALF));
                var fewer = load(DataRequest.of(Split.TRAIN, 5), settings)) {
            assertThat(other.digest()).isEqualTo(plain.digest());
            assertThat(fewer.digest()).isNotEqualTo(plain.digest());
        }
    }

    @Test
    void validationIsTheEndOfTheTrainingFile() throws IOException {
        var settings = DataSettings.defaults(directory).withValidationSamples(2);
        assertThat(DataSources.byName("mnist", settings).splits()).contains(Split.VALIDATION);
        try (var train = load(DataRequest.of(Split.TRAIN), settings);
                var validation = load(DataRequest.of(Split.VALIDATION), settings)) {
            assertThat(Tensors.toDoubles(train.targets())).containsExactly(0, 1, 2, 3);
            assertThat(Tensors.toDoubles(validation.targets())).containsExactly(4, 5);
        }
    }

    @Test
    void seededValidationAndTrainingAreDisjointAndInFileOrder() throws IOException {
        var settings = DataSettings.defaults(directory).withValidationSamples(3).withValidationSeed(5);
        try (var train = load(DataRequest.of(Split.TRAIN), settings);
                var validation = load(DataRequest.of(Split.VALIDATION), settings)) {
            var trained = Tensors.toDoubles(train.targets());
            var validated = Tensors.toDoubles(validation.targets());
            assertThat(trained).isSorted().doesNotContain(validated).hasSize(3);
            assertThat(validated).isSorted().hasSize(3);
        }
    }

    @Test
    void refusesImpossibleSplits() {
        var settings = DataSettings.defaults(directory);
        assertThatThrownBy(() -> load(DataRequest.of(Split.VALIDATION), settings))
                .hasMessageContaining("no validation samples of mnist were set aside");
        assertThatThrownBy(() -> load(DataRequest.of(Split.TRAIN), settings.withValidationSamples(6)))
                .hasMessage(
                        "6 validation samples leave none of the 6 training samples of mnist to train on; ask for fewer");
    }

    @Test
    void findsTorchvisionsFolder(@TempDir Path other) throws IOException {
        IdxFixture.writeSet(other.resolve("FashionMNIST").resolve("raw"));
        var source = DataSources.byName("fashionmnist", DataSettings.defaults(other));
        try (var data = source.load(DataRequest.of(Split.TEST), Listener.NONE)) {
            assertThat(data.name()).isEqualTo("fashion-mnist test");
        }
    }

    @Test
    void missingFilesAreNamedWithTheirFolder(@TempDir Path other) {
        var source = DataSources.byName("mnist", DataSettings.defaults(other));
        assertThatThrownBy(() -> source.load(DataRequest.of(Split.TEST), Listener.NONE))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("data set mnist (test) is not here: put t10k-images-idx3-ubyte.gz and"
                        + " t10k-labels-idx1-ubyte.gz (or both unpacked) into " + other.resolve("mnist")
                        + ", or fetch them with --download");
    }

    @Test
    void damagedFilesAreRefusedByName() throws IOException {
        var packed = IdxFixture.gzip(IdxFixture.images(6, 2, 3));
        var damaged = packed.clone();
        damaged[packed.length / 2] ^= 0x55;
        damaged[packed.length - 6] ^= 0x55;
        refuses("train-images-idx3-ubyte.gz", damaged, "is damaged or truncated");
        refuses("train-images-idx3-ubyte.gz", Arrays.copyOf(packed, packed.length - 9), "is damaged or truncated");
        refuses("train-images-idx3-ubyte.gz", Arrays.copyOf(packed, 3), "is damaged or truncated");
        var plain = IdxFixture.images(6, 2, 3);
        refuses("train-images-idx3-ubyte.gz", new byte[0], "is truncated: the magic number needs 4 bytes");
        refuses("train-images-idx3-ubyte.gz", Arrays.copyOf(plain, 40), "is truncated: 6 images of 2×3 needs 36 bytes");
        refuses("train-images-idx3-ubyte.gz", Arrays.copyOf(plain, 53), "is longer than its header says");
        refuses("train-images-idx3-ubyte.gz", IdxFixture.labels(1), "is no IDX file of images: it starts with 2049");
        refuses("train-images-idx3-ubyte.gz", IdxFixture.images(5, 2, 3), "has 5 images but");
        refuses("train-images-idx3-ubyte.gz", IdxFixture.images(0, 2, 3), "announces 0 images");
        var huge = plain.clone();
        huge[8] = 0x70;
        refuses("train-images-idx3-ubyte.gz", huge, "more than can be held");
    }

    @Test
    void labelsOutOfRangeAreRefusedByName() throws IOException {
        refuses("train-labels-idx1-ubyte", IdxFixture.labels(0, 1, 10, 3, 4, 5), "has label 10 at sample 2");
    }

    private void refuses(String file, byte[] bytes, String sentence) throws IOException {
        writeSet();
        IdxFixture.write(folder.resolve(file), bytes);
        assertThatThrownBy(() -> load(Split.TRAIN).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve(file).toString())
                .hasMessageContaining(sentence);
    }
}
