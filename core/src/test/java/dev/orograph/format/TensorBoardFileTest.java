package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Histogram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TensorBoardFileTest {
    /** CRC-32C of the nine digits is e3069283 (RFC 3720's polynomial, the usual check value). */
    @Test
    void masksTheChecksum() {
        assertThat(MaskedCrc.of("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xc78ab0e5);
    }

    /** Encoded by tensorboard 2.21.0, with bench/crosscheck/tensorboard_check.py. */
    @Test
    void writesTheBytesThatTensorBoardWrites() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var file = TensorBoardFile.to(bytes, 1000)) {
            file.scalar(1000.5, 1, "step/loss", 2.25);
            // mean .625, so that the sum of four numbers is 2.5 and that of their squares 7.25
            var moments = new Histogram.Moments(4, 0, 0.625, 7.25 / 4 - 0.625 * 0.625, -1, 2);
            file.histogram(1001.5, 300, "weights/layer.ü", Histogram.of(-2, 2, new long[] {0, 1, 1, 2}, moments));
        }
        try (var expected = TensorBoardFileTest.class.getResourceAsStream("three-events.tfevents")) {
            assertThat(bytes.toByteArray())
                    .isEqualTo(Objects.requireNonNull(expected).readAllBytes());
        }
    }

    @Test
    void anEmptyHistogramHasNoNaN() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var file = TensorBoardFile.to(bytes, 0)) {
            file.histogram(0, 0, "h", Histogram.of(new double[] {Double.NaN}, 1));
        }
        // the two highest bytes of a float64 that is NaN
        assertThat(new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1)).doesNotContain("\u00f8\u007f");
    }
}
