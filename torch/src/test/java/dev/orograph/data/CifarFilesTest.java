package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.Shape;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Tensors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFilesTest {
    private static final int PIXELS = 3 * 32 * 32;

    @TempDir
    Path directory;

    private final Messages messages = new Messages();
    private Path folder;

    @BeforeEach
    void writeSet() throws IOException {
        folder = directory.resolve("cifar-10-batches-bin");
        for (int batch = 1; batch <= 5; batch++) {
            IdxFixture.write(folder.resolve("data_batch_" + batch + ".bin"), records(new byte[] {(byte) batch}, 2));
        }
        IdxFixture.write(folder.resolve("test_batch.bin.gz"), IdxFixture.gzip(records(new byte[] {9}, 3)));
    }

    /** Records with the given label bytes; pixel p of record i has value (i + p) mod 256. */
    private static byte[] records(byte[] labels, int count) {
        var bytes = ByteBuffer.allocate(count * (labels.length + PIXELS));
        for (int i = 0; i < count; i++) {
            bytes.put(labels);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                bytes.put((byte) (i + pixel));
            }
        }
        return bytes.array();
    }

    private DataSet load(String name, DataRequest request) throws IOException {
        return DataSources.byName(name, DataSettings.defaults(directory)).load(request, messages);
    }

    @Test
    void readsAllBatchesInOrder() throws IOException {
        try (var train = load("cifar10", DataRequest.of(Split.TRAIN));
                var test = load("cifar10", DataRequest.of(Split.TEST))) {
            assertThat(Tensors.toDoubles(train.targets())).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
            assertThat(train.inputShape()).isEqualTo(Shape.of(3, 32, 32));
            assertThat(test.size()).isEqualTo(3);
            assertThat(messages.all()).isEmpty();
        }
    }

    @Test
    void scalesEachChannelAsPublished() throws IOException {
        try (var test = load("cifar10", DataRequest.of(Split.TEST))) {
            var second = Arrays.copyOfRange(Tensors.toFloats(test.inputs()), PIXELS, 2 * PIXELS);
            var means = new double[] {125.3, 123.0, 113.9};
            var deviations = new double[] {63.0, 62.1, 66.7};
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                int channel = pixel / 1024;
                float stored = (1 + pixel) % 256;
                float expected = (stored / 255 - (float) (means[channel] / 255)) / (float) (deviations[channel] / 255);
                assertThat(second[pixel]).isEqualTo(expected);
            }
            assertThat(test.background()).hasSize(3);
        }
    }

    @Test
    void limitCrossesBatches() throws IOException {
        try (var train = load("cifar10", DataRequest.of(Split.TRAIN, 3))) {
            assertThat(Tensors.toDoubles(train.targets())).containsExactly(1, 1, 2);
        }
    }

    @Test
    void missingBatchesAreReported() throws IOException {
        Files.delete(folder.resolve("data_batch_2.bin"));
        Files.delete(folder.resolve("data_batch_4.bin"));
        try (var train = load("cifar10", DataRequest.of(Split.TRAIN))) {
            assertThat(train.size()).isEqualTo(6);
        }
        assertThat(messages.all())
                .containsExactly("data set cifar10 is incomplete: data_batch_2.bin, data_batch_4.bin not found in "
                        + folder + "; the 6 images of the others are used");
    }

    @Test
    void aMissingSetIsNamedWithItsFolder() {
        assertThatThrownBy(() -> load("cifar100", DataRequest.of(Split.TRAIN)))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("data set cifar100 (train) is not here: put train.bin (as it is or packed with gzip) into "
                        + directory.resolve("cifar100") + ", or fetch it with --download");
    }

    @Test
    void readsFineLabelsOfCifar100() throws IOException {
        IdxFixture.write(directory.resolve("cifar100/test.bin"), records(new byte[] {7, 99}, 2));
        try (var test = load("cifar100", DataRequest.of(Split.TEST))) {
            assertThat(test.classes()).hasValue(100);
            assertThat(Tensors.toDoubles(test.targets())).containsExactly(99, 99);
            assertThat(Tensors.toFloats(test.inputs())[2]).isEqualTo((2 / 255f - .5071f) / .2673f);
        }
    }

    @Test
    void damagedFilesAreRefusedByName() throws IOException {
        refuses(Arrays.copyOf(records(new byte[] {1}, 2), 2 * (PIXELS + 1) - 1), "is truncated: 3072 bytes follow");
        refuses(new byte[0], "is empty");
        refuses(records(new byte[] {10}, 1), "has label 10 at sample 0; labels must lie in 0 to 9");
        refuses(Arrays.copyOf(IdxFixture.gzip(records(new byte[] {1}, 2)), 40), "is damaged or truncated");
    }

    private void refuses(byte[] bytes, String sentence) throws IOException {
        var path = folder.resolve("data_batch_3.bin");
        Files.write(path, bytes);
        assertThatThrownBy(() -> DataSources.byName("cifar10", DataSettings.defaults(directory))
                        .load(DataRequest.of(Split.TRAIN), Listener.NONE)
                        .close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(sentence);
    }
}
