package dev.orograph.figure;

import java.util.List;

/**
 * Colours of the bands between contour levels: the first has the first colour of the map, the last the last.
 *
 * @param colors the colours and the scale on which a band's middle is found
 * @param levels ascending, at least 2; band {@code i} lies between levels {@code i} and {@code i + 1}
 */
record Bands(ColorScale colors, List<Double> levels) {
    Bands {
        levels = List.copyOf(levels);
        if (levels.size() < 2) {
            throw new IllegalArgumentException(levels.size() + " levels bound no band; give at least 2");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (!(levels.get(i) > levels.get(i - 1))) {
                throw new IllegalArgumentException(
                        "levels must ascend, but " + levels.get(i) + " follows " + levels.get(i - 1));
            }
        }
    }

    int count() {
        return levels.size() - 1;
    }

    double low() {
        return levels.get(0);
    }

    double high() {
        return levels.get(levels.size() - 1);
    }

    Rgb color(int band) {
        double first = middle(0);
        double last = middle(count() - 1);
        return colors.map().at(last > first ? (middle(band) - first) / (last - first) : 0.5);
    }

    private double middle(int band) {
        var scale = colors.scale();
        return (scale.position(levels.get(band)) + scale.position(levels.get(band + 1))) / 2;
    }

    /** Colour of a finite value; the last band includes its upper end. */
    Rgb colorOf(double value) {
        if (value < low()) {
            return colors.below();
        }
        if (value > high()) {
            return colors.above();
        }
        int band = 0;
        while (band + 1 < count() && levels.get(band + 1) <= value) {
            band++;
        }
        return color(band);
    }
}
