package dev.orograph.figure;

/**
 * How a shape is painted, as SVG attributes.
 *
 * @param attributes ready to be put into a tag, with a leading space
 */
record Style(String attributes) {
    static Style fill(Rgb color) {
        return new Style(" fill=\"" + color.hex() + "\"");
    }

    static Style stroke(Rgb color, double width) {
        return new Style(" fill=\"none\"").outlined(color, width);
    }

    Style outlined(Rgb color, double width) {
        return with("stroke", color.hex()).with("stroke-width", SvgText.number(width));
    }

    Style opacity(double share) {
        return with("opacity", SvgText.number(share));
    }

    Style dashed(String lengths) {
        return lengths.isEmpty() ? this : with("stroke-dasharray", lengths);
    }

    Style rounded() {
        return with("stroke-linejoin", "round").with("stroke-linecap", "round");
    }

    private Style with(String name, String value) {
        return new Style(attributes + " " + name + "=\"" + value + "\"");
    }
}
