package dev.orograph.figure;

/**
 * How a quantity becomes a colour.
 *
 * @param map the colours
 * @param scale which number has the first colour, which the last, and whether equal differences or ratios count
 */
public record ColorScale(ColorMap map, Scale scale) {
    /** Colour of a finite value; those beyond the ends have {@link #above} or {@link #below}. */
    Rgb color(double value) {
        if (value > scale.high()) {
            return above();
        }
        double position = scale.position(value);
        return value < scale.low() || Double.isNaN(position) ? below() : map.at(position);
    }

    /** Colour of what is too large for the scale: paler than every colour on it. */
    Rgb above() {
        return map.at(1).luminance() > 0.9
                ? map.at(1).mixed(Rgb.of("c8a2c8"), 0.6)
                : map.at(1).mixed(Rgb.WHITE, 0.62);
    }

    /** Colour of what is too small for the scale. */
    Rgb below() {
        return map.at(0).luminance() > 0.9
                ? map.at(0).mixed(Rgb.of("a2c8c8"), 0.6)
                : map.at(0).mixed(Rgb.BLACK, 0.5);
    }
}
