package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    private static final NamedArrays THREE = NamedArrays.of(
            List.of(
                    NamedArray.of("flag", ElementType.BOOL, Shape.of(3), ByteBuffer.wrap(new byte[] {1, 0, 1})),
                    NamedArray.of("weight", Shape.of(2, 2), new float[] {1, -2, 3.5f, Float.NaN}),
                    NamedArray.of("steps", Shape.of(), new long[] {1L << 40})),
            Map.of("epoch", "3"));

    private Path fileOf(String header, int dataBytes) throws IOException {
        var text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        out.write(text);
        out.write(new byte[dataBytes]);
        return Files.write(folder.resolve("made.safetensors"), out.toByteArray());
    }

    @Test
    void readsEveryTypeThatTheReferenceLibraryWrote() throws IOException {
        var arrays = Safetensors.read(Resources.copy("types.safetensors", folder));
        assertThat(arrays.metadata()).containsEntry("made_by", "safetensors").containsEntry("note", "äöü");
        FormatAssertions.assertEveryType(arrays);
    }

    @Test
    void blocksOfAnOpenFileAreReadPieceByPiece() throws IOException {
        var path = folder.resolve("open.safetensors");
        Safetensors.write(path, THREE);
        try (var file = Safetensors.open(path)) {
            assertThat(file.arrays().names()).containsExactly("flag", "weight", "steps");
            var weight = Objects.requireNonNull(file.arrays().find("weight"));
            var two = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            weight.copyTo(4, two);
            assertThat(two.flip().getFloat()).isEqualTo(-2);
            assertThat(two.getFloat()).isEqualTo(3.5f);
            assertThat(weight.renamed("w").toDoubles()).containsExactly(1, -2, 3.5, Double.NaN);
            assertThatThrownBy(() -> weight.copyTo(12, ByteBuffer.allocate(8)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void whatIsWrittenIsReadBackInOrder() throws IOException {
        var file = folder.resolve("a.safetensors");
        Safetensors.write(file, THREE);
        var back = Safetensors.read(file);
        assertThat(back.names()).containsExactly("flag", "weight", "steps");
        assertThat(back.metadata()).containsExactly(Map.entry("epoch", "3"));
        FormatAssertions.assertSameBlocks(back, THREE);
    }

    @Test
    void everyBlockStartsAtAMultipleOfItsElementSize() throws IOException {
        var file = folder.resolve("a.safetensors");
        Safetensors.write(file, THREE);
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = 8 + (int) bytes.getLong(0);
        assertThat(start % 8).isZero();
        // int64 first, then float32, then bool
        assertThat(bytes.getLong(start)).isEqualTo(1L << 40);
        assertThat(bytes.getFloat(start + 8)).isEqualTo(1);
        assertThat(bytes.get(start + 24)).isEqualTo((byte) 1);
    }

    @Test
    void equalBlocksGiveEqualBytes() throws IOException {
        var one = folder.resolve("one");
        var two = folder.resolve("two");
        Safetensors.write(one, THREE);
        Safetensors.write(two, Safetensors.read(one));
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void nothingAtAllIsAValidFile() throws IOException {
        var file = folder.resolve("a.safetensors");
        Safetensors.write(file, NamedArrays.of(List.of()));
        assertThat(Safetensors.read(file).size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 7 | is truncated",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 9 | has 1 bytes after its last block",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | 8 | it needs 12",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | 8 | it needs 8",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | 8 | has no valid dtype, shape",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}} | 8 | has no valid dtype, shape",
                "{'a':{'dtype':'F32','shape':[99999999999,99999999999],'data_offsets':[0,8]}} | 8 | impossible shape",
                "{'a':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]}} | 8 | of type F8_E4M3, which is not supported",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[4,12]}} | 12 | has a gap before block a",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'b':{'dtype':'U8','shape':[8],'data_offsets':[4,12]}} | 12 | block b overlapping",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}} | 8 | not valid JSON",
                "{'a':17} | 0 | has no valid dtype, shape",
                "{'__metadata__':{'a':1}} | 0 | metadata 'a' that is not text",
                "[1,2] | 0 | its header is not a JSON object",
                "nonsense | 0 | not valid JSON",
            })
    void refusesWhatBreaksARuleOfTheFormat(String header, int dataBytes, String sentence) throws IOException {
        var file = fileOf(header, dataBytes);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageContaining(sentence)
                .satisfies(FormatAssertions::isOneLine);
    }

    @Test
    void deepNestingInTheHeaderIsRefused() throws IOException {
        var file = fileOf("[".repeat(1_000_000), 0);
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void namesWhatIsMissingOrEmpty() throws IOException {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        var empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> Safetensors.read(empty))
                .isInstanceOf(IOException.class)
                .hasMessage(empty + " is empty");
        assertThatThrownBy(() -> Safetensors.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
        var picture = Files.writeString(folder.resolve("a.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        assertThatThrownBy(() -> Safetensors.read(picture))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a safetensors file");
    }

    @Test
    void theReservedNameIsRefused() {
        var arrays = NamedArrays.of(List.of(NamedArray.of("__metadata__", Shape.of(), new float[] {1})));
        assertThatThrownBy(() -> Safetensors.write(folder.resolve("a"), arrays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("__metadata__");
    }

    @Test
    void blocksOfALargeFileAreReadToo() throws IOException {
        // above the size from which slices are mapped
        var values = new float[20 << 20];
        values[values.length - 1] = 7;
        var file = folder.resolve("large.safetensors");
        Safetensors.write(file, NamedArrays.of(List.of(NamedArray.of("a", Shape.of(values.length), values))));
        var block = Safetensors.read(file).blocks().get(0);
        assertThat(block.data().getFloat(4 * (values.length - 1))).isEqualTo(7);
    }
}
