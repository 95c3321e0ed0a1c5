package dev.orograph.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
    /** FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void agreesWithThePublishedExample() {
        assertThat(Digest.of("abc")).isEqualTo(ABC);
        assertThat(Digest.of("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(ABC);
    }

    @Test
    void doesNotDependOnThePieces() {
        var buffer = ByteBuffer.wrap(new byte[] {'x', 'b', 'c'}).position(1);
        assertThat(new Digest().add("a").add(buffer).hex()).isEqualTo(ABC);
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void digestsAFileAsItsBytes(@TempDir Path folder) throws IOException {
        var bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        var file = Files.write(folder.resolve("data"), bytes);
        assertThat(Digest.of(file)).isEqualTo(Digest.of(bytes));
        assertThatThrownBy(() -> Digest.of(folder.resolve("none"))).isInstanceOf(IOException.class);
    }

    @Test
    void digestsNumbersAsLittleEndianBytes() {
        var random = new Random(2);
        var floats = new float[40_000];
        var doubles = new double[20_001];
        var bytes =
                ByteBuffer.allocate(4 * floats.length + 8 * doubles.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < floats.length; i++) {
            floats[i] = random.nextFloat();
            bytes.putFloat(floats[i]);
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = random.nextGaussian();
            bytes.putDouble(doubles[i]);
        }
        bytes.putLong(7);
        assertThat(new Digest().add(floats).add(doubles).add(7).hex()).isEqualTo(Digest.of(bytes.array()));
    }

    @Test
    void tellsNaNsOfDifferentPayloadApart() {
        var one = new double[] {Double.longBitsToDouble(0x7ff8000000000001L)};
        var other = new double[] {Double.longBitsToDouble(0x7ff8000000000002L)};
        assertThat(new Digest().add(one).hex())
                .isNotEqualTo(new Digest().add(other).hex());
    }
}
