package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static int[] gradient(ColorMap map, int count) {
        return IntStream.range(0, count)
                .map(i -> map.at(i / (count - 1.0)).bits())
                .toArray();
    }

    private static Palette of(int most, int[]... pixels) {
        var counts = new ColorCounts();
        Arrays.stream(pixels).forEach(counts::add);
        return Palette.of(counts, most);
    }

    private static int error(int a, int b) {
        return Math.max(
                Math.abs((a >> 16) - (b >> 16)),
                Math.max(Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)), Math.abs((a & 255) - (b & 255))));
    }

    @Test
    void fewColoursAreKeptAsTheyAre() {
        var palette = of(255, new int[] {0xffffff, 0x123456, 0x123457, 0xffffff});
        assertThat(palette.size()).isEqualTo(3);
        assertThat(palette.color(palette.entry(0x123457, 0, 0))).isEqualTo(0x123457);
    }

    @Test
    void everyColourMapPassesThroughAlmostUnchanged() {
        for (var map : ColorMap.values()) {
            var colors = gradient(map, 2000);
            var palette = of(255, colors);
            for (int color : colors) {
                for (int place = 0; place < 64; place++) {
                    int shown = palette.color(palette.entry(color, place % 8, place / 8));
                    assertThat(error(color, shown)).as("%s at %06x", map, color).isLessThanOrEqualTo(4);
                }
            }
        }
    }

    @Test
    void theMeanOfTheDitherIsTheColour() {
        var colors = gradient(ColorMap.VIRIDIS, 2000);
        var palette = of(64, colors);
        for (int color : colors) {
            var mean = new double[3];
            for (int place = 0; place < 64; place++) {
                int shown = palette.color(palette.entry(color, place % 8, place / 8));
                for (int channel = 0; channel < 3; channel++) {
                    mean[channel] += ((shown >> (8 * channel)) & 255) / 64.0;
                }
            }
            for (int channel = 0; channel < 3; channel++) {
                // 64 colours of a bent curve: the chords between them miss it by a few units
                assertThat(mean[channel]).isCloseTo((color >> (8 * channel)) & 255, within(5.0));
            }
        }
    }

    @Test
    void coloursOfLargeAreasAreMetExactly() {
        var paper = new int[10_000];
        Arrays.fill(paper, 0xfefdfc);
        var palette = of(16, paper, gradient(ColorMap.VIRIDIS, 500), gradient(ColorMap.GREYS, 500));
        for (int place = 0; place < 64; place++) {
            assertThat(palette.color(palette.entry(0xfefdfc, place % 8, place / 8)))
                    .isEqualTo(0xfefdfc);
        }
        assertThat(palette.size()).isLessThanOrEqualTo(16);
    }
}
