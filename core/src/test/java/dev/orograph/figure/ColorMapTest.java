package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorMapTest {
    /** Entries 0, 64, 128, 192 and 255 of matplotlib 3.11.2's tables of 256. */
    @ParameterizedTest
    @CsvSource({
        "VIRIDIS, 440154, 3b528b, 21918c, 5ec962, fde725",
        "CIVIDIS, 00224e, 434e6c, 7d7c78, bcae6c, fee838",
        "TURBO, 30123b, 28bceb, a4fc3c, fb7e21, 7a0403",
        "TERRAIN, 333399, 01cc66, fefe98, 815e56, ffffff",
        "COOLWARM, 3b4cc0, 8db0fe, dddcdc, f4987a, b40426",
        "SUMMER, 008066, 40a066, 80c066, c0e066, ffff66",
        "GREYS, ffffff, d9d9d9, 959595, 515151, 000000"
    })
    void agreesWithThePublishedTable(ColorMap map, String c0, String c64, String c128, String c192, String c255) {
        assertThat(map.at(0).hex()).isEqualTo("#" + c0);
        assertThat(map.at(1).hex()).isEqualTo("#" + c255);
        assertNear(map.at(64 / 255.0), Rgb.of(c64));
        assertNear(map.at(128 / 255.0), Rgb.of(c128));
        assertNear(map.at(192 / 255.0), Rgb.of(c192));
    }

    /** Control points are rounded to 8 bits and lie up to five entries apart. */
    private static void assertNear(Rgb actual, Rgb expected) {
        double tolerance = 2 / 255.0;
        assertThat(actual.red()).isCloseTo(expected.red(), within(tolerance));
        assertThat(actual.green()).isCloseTo(expected.green(), within(tolerance));
        assertThat(actual.blue()).isCloseTo(expected.blue(), within(tolerance));
    }

    @ParameterizedTest
    @CsvSource({"VIRIDIS", "CIVIDIS"})
    void perceptuallyUniformMapsGrowLighterAllTheWay(ColorMap map) {
        for (int i = 0; i < 100; i++) {
            assertThat(map.at((i + 1) / 100.0).luminance())
                    .isGreaterThan(map.at(i / 100.0).luminance());
        }
    }

    @Test
    void positionsBeyondTheEndsTakeTheEndsColours() {
        assertThat(ColorMap.VIRIDIS.at(-1)).isEqualTo(ColorMap.VIRIDIS.at(0));
        assertThat(ColorMap.VIRIDIS.at(2)).isEqualTo(ColorMap.VIRIDIS.at(1));
    }

    @Test
    void coloursBeyondTheScaleDifferFromItsEnds() {
        for (var map : ColorMap.values()) {
            var colors = new ColorScale(map, new LinearScale(0, 1));
            assertThat(colors.color(1.5)).as("%s", map).isNotEqualTo(colors.color(1));
            assertThat(colors.color(-0.5)).as("%s", map).isNotEqualTo(colors.color(0));
        }
    }

    @Test
    void rejectsWhatIsNotAColour() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rgb.of("#12345")).withMessageContaining("#rrggbb");
    }
}
