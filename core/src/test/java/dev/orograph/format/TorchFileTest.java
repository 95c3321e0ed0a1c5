package dev.orograph.format;

import static dev.orograph.format.FormatAssertions.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {
    private static final String[] MODULE_NAMES = {
        "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"
    };

    @TempDir
    Path folder;

    private NamedArrays read(String resource) throws IOException {
        return TorchFile.read(Resources.copy(resource, folder));
    }

    /** A zip archive whose pickle consists of the given characters, one byte each. */
    private Path archive(String pickle) throws IOException {
        return archive(Map.of("a/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Path archive(Map<String, byte[]> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var content : entries.entrySet()) {
                var entry = new ZipEntry(content.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.getValue().length);
                var checksum = new CRC32();
                checksum.update(content.getValue());
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
        }
        return Files.write(folder.resolve("made.pt"), out.toByteArray());
    }

    /** A state dictionary with one float32 block of one dimension, called a. */
    private static String pickleOfOneTensor(long elements, long offset, long size, long stride) {
        return "\u0080\u0002}X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storage"
                + "ctorch\nFloatStorage\nX\u0001\0\0\0" + "0X\u0003\0\0\0cpu" + whole(elements) + "tQ" + whole(offset)
                + "(" + whole(size) + "t(" + whole(stride) + "t\u0089}tRs.";
    }

    private static void assertModule(NamedArrays arrays) {
        assertThat(arrays.names()).containsExactly(MODULE_NAMES);
        assertThat(block(arrays, "0.weight").shape()).isEqualTo(Shape.of(2, 3));
        assertThat(block(arrays, "0.weight").toDoubles()).containsExactly(0, .25, .5, .75, 1, 1.25);
        assertThat(block(arrays, "1.running_var").toDoubles()).containsExactly(5, 5.25);
        assertThat(block(arrays, "1.num_batches_tracked").toDoubles()).containsExactly(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"types.zip.pt", "types.legacy.pt"})
    void readsEveryType(String resource) throws IOException {
        FormatAssertions.assertEveryType(read(resource));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.zip.pt", "module.legacy.pt", "model_key.zip.pt"})
    void readsAStateDictionaryInItsOrder(String resource) throws IOException {
        assertModule(read(resource));
    }

    @ParameterizedTest
    @ValueSource(strings = {"views.zip.pt", "views.legacy.pt"})
    void viewsOfASharedStorageBecomeContiguous(String resource) throws IOException {
        var arrays = read(resource);
        assertThat(block(arrays, "base").toDoubles())
                .hasSize(24)
                .startsWith(0, .25)
                .endsWith(5.75);
        assertThat(block(arrays, "transposed").shape()).isEqualTo(Shape.of(6, 4));
        assertThat(block(arrays, "transposed").toDoubles()).startsWith(0, 1.5, 3, 4.5, .25);
        assertThat(block(arrays, "corner").toDoubles()).containsExactly(2, 2.25, 2.5, 3.5, 3.75, 4);
        assertThat(block(arrays, "every_second").toDoubles()).containsExactly(.25, .75, 1.25, 3.25, 3.75, 4.25);
        assertThat(block(arrays, "column").toDoubles()).containsExactly(.75, 2.25, 3.75, 5.25);
        assertThat(block(arrays, "row").toDoubles()).containsExactly(3, 3.25, 3.5, 3.75, 4, 4.25);
        assertThat(block(arrays, "expanded").toDoubles()).containsExactly(0, .25, .5, 0, .25, .5);
        assertThat(block(arrays, "parameter").toDoubles()).containsExactly(0, .25, .5, .75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.zip.pt", "checkpoint.legacy.pt"})
    void findsTheStateDictionaryInACheckpoint(String resource) throws IOException {
        var arrays = read(resource);
        assertModule(arrays);
        assertThat(arrays.metadata())
                .containsEntry("acc", "91.25")
                .containsEntry("epoch", "7")
                .containsEntry("best", "true")
                .containsEntry("name", "vgg9")
                .containsEntry(TorchFile.STATE_DICTIONARY_KEY, "state_dict")
                .doesNotContainKey("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel.zip.pt", "parallel.legacy.pt"})
    void removesThePrefixOfDataParallel(String resource) throws IOException {
        var arrays = read(resource);
        assertModule(arrays);
        assertThat(arrays.metadata())
                .containsEntry(TorchFile.STRIPPED_PREFIX, "module.")
                .containsEntry("loss", "0.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script.pt | is a TorchScript model, not a state dictionary; use it as the model: --model script:",
                "exported.pt2 | is a program of torch.export (.pt2)",
                "exported.pt2 | torch.jit.trace(model.eval(), example)",
                "whole_module.zip.pt | holds an object of torch.nn.modules.container.Sequential, which is not read",
                "whole_module.zip.pt | torch.save(model.state_dict()",
                "whole_module.legacy.pt | holds an object of torch.nn.modules.container.Sequential, which is not read",
                "bare_tensor.zip.pt | holds no state dictionary",
                "no_tensors.zip.pt | holds no tensors",
                "types.safetensors | is not a file of torch.save",
                "surface_a.h5 | is not a file of torch.save",
            })
    void saysWhatElseAFileIsAndWhatToDo(String resource, String sentence) throws IOException {
        assertThatThrownBy(() -> read(resource))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.resolve(resource) + " ")
                .hasMessageContaining(sentence)
                .satisfies(FormatAssertions::isOneLine);
    }

    @Test
    void aFunctionThatWouldRunIsRefusedByName() throws IOException {
        var file = archive("\u0080\u0002cposix\nsystem\nX\u0004\0\0\0exit\u0085R.");
        assertThatThrownBy(() -> TorchFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds an object of posix.system, which is not read");
    }

    @Test
    void deepNestingDoesNotExhaustTheStack() throws IOException {
        var file = archive("\u0080\u0002" + "]".repeat(200_000) + "a".repeat(199_999) + ".");
        assertThatThrownBy(() -> TorchFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no state dictionary");
    }

    @Test
    void aDictionaryThatHoldsItselfIsRead() throws IOException {
        var file = archive("\u0080\u0002}q\0X\u0001\0\0\0ah\0s.");
        assertThatThrownBy(() -> TorchFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no tensors");
    }

    @Test
    void bytesOfAMachineOfTheOtherOrderAreTurnedAround() throws IOException {
        var data = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2).array();
        var pickle = pickleOfOneTensor(2, 0, 2, 1).getBytes(StandardCharsets.ISO_8859_1);
        var order = "big".getBytes(StandardCharsets.US_ASCII);
        var file = archive(Map.of("a/data.pkl", pickle, "a/byteorder", order, "a/data/0", data));
        assertThat(block(TorchFile.read(file), "a").toDoubles()).containsExactly(1.5, -2);
    }

    @Test
    void aViewFarLargerThanItsStorageIsRefused() throws IOException {
        var pickle = pickleOfOneTensor(1, 0, 1 << 28, 0).getBytes(StandardCharsets.ISO_8859_1);
        var file = archive(Map.of("a/data.pkl", pickle, "a/data/0", new byte[4]));
        assertThatThrownBy(() -> TorchFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a view many times larger than its storage");
    }

    @Test
    void manyInstructionsAreRefused() throws IOException {
        var file = archive("\u0080\u0002" + "N0".repeat(3_000_000) + "N.");
        assertThatThrownBy(() -> TorchFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pickle instructions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // storage elements | offset | size | stride
                "1000000000000 | 0 | 10 | 1 | is damaged: a/data/0 is missing",
                "10 | 0 | 11 | 1 | reaches to element 10 of a storage of 10",
                "10 | 1 | 10 | 1 | reaches to element 10",
                "10 | 0 | 2 | 10 | reaches to element 10",
                "10 | -1 | 2 | 1 | do not fit",
                "10 | 0 | -2 | 1 | whole numbers",
                "10 | 0 | 4611686018427387904 | 4 | impossible shape",
                "10 | 0 | 3 | 9223372036854775807 | impossible shape",
            })
    void aTensorThatDoesNotFitItsStorageIsRefused(long elements, long offset, long size, long stride, String sentence)
            throws IOException {
        var file = archive(pickleOfOneTensor(elements, offset, size, stride));
        assertThatThrownBy(() -> TorchFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence)
                .satisfies(FormatAssertions::isOneLine);
    }

    private static String whole(long value) {
        var text = new StringBuilder("\u008a\b");
        for (int i = 0; i < 8; i++) {
            text.append((char) (value >>> (8 * i) & 0xff));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.zip.pt", "module.legacy.pt"})
    void truncatedAndEmptyFilesGiveOneSentence(String resource) throws IOException {
        var whole = Resources.bytes(resource);
        var file = folder.resolve("a.pt");
        for (int length : new int[] {0, 1, 10, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TorchFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + " is ")
                    .satisfies(FormatAssertions::isOneLine);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"types.zip.pt", "views.legacy.pt"})
    void whatIsWrittenIsReadBack(String resource) throws IOException {
        var arrays = read(resource);
        var file = folder.resolve("out.pt");
        TorchFile.write(file, arrays);
        FormatAssertions.assertSameBlocks(TorchFile.read(file), arrays);
        var again = folder.resolve("again.pt");
        TorchFile.write(again, TorchFile.read(file));
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void metadataAreLeftOutOfAStateDictionary() throws IOException {
        var file = folder.resolve("out.pt");
        TorchFile.write(
                file, NamedArrays.of(List.of(NamedArray.of("w", Shape.of(), new float[] {1})), Map.of("epoch", "3")));
        assertThat(TorchFile.read(file).metadata()).isEmpty();
    }
}
