package dev.orograph.data;

import java.util.ArrayList;
import java.util.List;

/** The input value of every stored value of every channel: ((v/m) − mean)/deviation, each step rounded to float32. */
final class PixelTable {
    private final float[][] values;

    private PixelTable(float[][] values) {
        this.values = values;
    }

    /** The table of a scaling for images of a kind. */
    static PixelTable of(ImageKind kind, InputScaling scaling, int channels) {
        if (scaling instanceof InputScaling.Channels given) {
            return of(kind.name(), given, kind.maximum(), channels);
        }
        return switch ((InputScaling.Named) scaling) {
            case PUBLISHED -> of(kind.name(), kind.published(), kind.maximum(), channels);
            case HALF -> of(kind.name(), same(.5, .5), kind.maximum(), channels);
            case UNIT -> of(kind.name(), same(0, 1), kind.maximum(), channels);
            case NONE -> of(kind.name(), same(0, 1), 1, channels);
        };
    }

    private static InputScaling.Channels same(double mean, double deviation) {
        return new InputScaling.Channels(List.of(mean), List.of(deviation));
    }

    private static PixelTable of(String name, InputScaling.Channels scaling, int maximum, int channels) {
        int given = scaling.means().size();
        if (given != 1 && given != channels) {
            throw new IllegalArgumentException("normalisation " + scaling + " has " + given + " channels but images of "
                    + name + " have " + channels);
        }
        var values = new float[channels][256];
        for (int channel = 0; channel < channels; channel++) {
            int source = given == 1 ? 0 : channel;
            float mean = scaling.means().get(source).floatValue();
            float deviation = scaling.deviations().get(source).floatValue();
            for (int value = 0; value < 256; value++) {
                values[channel][value] = ((float) value / maximum - mean) / deviation;
            }
        }
        return new PixelTable(values);
    }

    /** The value of each possible byte of a channel. */
    float[] channel(int channel) {
        return values[channel];
    }

    /** The value of stored zero per channel. */
    List<Float> background() {
        var background = new ArrayList<Float>();
        for (var channel : values) {
            background.add(channel[0]);
        }
        return background;
    }
}
