package dev.orograph.figure;

import java.util.Locale;

/**
 * An opaque sRGB colour.
 *
 * @param red 0 … 1
 * @param green 0 … 1
 * @param blue 0 … 1
 */
public record Rgb(double red, double green, double blue) {
    static final Rgb WHITE = new Rgb(1, 1, 1);
    static final Rgb BLACK = new Rgb(0, 0, 0);

    public Rgb {
        red = clamp(red);
        green = clamp(green);
        blue = clamp(blue);
    }

    private static double clamp(double channel) {
        return Math.max(0, Math.min(1, channel));
    }

    /** The colour written as six hexadecimal digits, with or without a leading {@code #}. */
    public static Rgb of(String hex) {
        String digits = hex.startsWith("#") ? hex.substring(1) : hex;
        if (!digits.matches("[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("colour '" + hex + "' is not of the form #rrggbb");
        }
        int bits = Integer.parseInt(digits, 16);
        return new Rgb((bits >> 16) / 255.0, ((bits >> 8) & 255) / 255.0, (bits & 255) / 255.0);
    }

    /** The form {@code #rrggbb}, each channel rounded. */
    public String hex() {
        return String.format(Locale.ROOT, "#%06x", bits());
    }

    int bits() {
        return (int) Math.round(red * 255) << 16 | (int) Math.round(green * 255) << 8 | (int) Math.round(blue * 255);
    }

    /** This colour at {@code share} 0, the other at 1, linear in sRGB between. */
    Rgb mixed(Rgb other, double share) {
        return new Rgb(
                red + share * (other.red - red),
                green + share * (other.green - green),
                blue + share * (other.blue - blue));
    }

    /** Relative luminance, approximately: 0 black, 1 white (Rec. 709 weights, gamma 2.2). */
    double luminance() {
        return 0.2126 * Math.pow(red, 2.2) + 0.7152 * Math.pow(green, 2.2) + 0.0722 * Math.pow(blue, 2.2);
    }
}
