package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The UCI hand-written digits (E. Alpaydin, C. Kaynak, 1998, CC BY 4.0), carried in this library: 1,797 images 8×8 with
 * values 0 to 16. The last 360 in file order are the test part; they come from other writers than most of the others,
 * so that test accuracy is a few per cent lower than with a random split.
 */
final class DigitImages implements ImageFiles {
    private static final int SAMPLES = 1797;
    private static final int TEST_SAMPLES = 360;
    private static final int PIXELS = 64;

    @Override
    public boolean isPresent(boolean test) {
        return true;
    }

    @Override
    public RawImages read(boolean test, int maximum, Listener listener) throws IOException {
        int first = test ? SAMPLES - TEST_SAMPLES : 0;
        int stored = test ? TEST_SAMPLES : SAMPLES - TEST_SAMPLES;
        int count = Math.min(maximum, stored);
        var pixels = new byte[count * PIXELS];
        var labels = new int[count];
        try (var stream = Resource.open("digits.csv.gz");
                var lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.US_ASCII))) {
            var rows = lines.lines().skip(1L + first).limit(count).iterator();
            for (int i = 0; i < count; i++) {
                var cells = rows.next().split(",", -1);
                for (int pixel = 0; pixel < PIXELS; pixel++) {
                    pixels[i * PIXELS + pixel] = Byte.parseByte(cells[pixel]);
                }
                labels[i] = Integer.parseInt(cells[PIXELS]);
            }
        }
        return new RawImages(1, 8, 8, pixels, labels, stored);
    }
}
