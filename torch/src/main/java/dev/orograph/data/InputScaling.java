package dev.orograph.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How stored pixel values become network inputs: (v/m − mean)/deviation per channel, in float32, where m is the largest
 * value that the data set stores (255 for images in bytes, 16 for the digits). {@link Object#toString} gives the text that
 * {@link #parse} reads.
 */
public sealed interface InputScaling {
    /** The scalings that have a name. */
    enum Named implements InputScaling {
        /** Mean and deviation that are usual for the data set; see {@link DataSources}. */
        PUBLISHED,
        /** Mean and deviation one half: inputs in [−1, 1]. */
        HALF,
        /** Mean 0, deviation 1: inputs in [0, 1]. */
        UNIT,
        /** The stored values as they are. */
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Mean and deviation of each channel, in units of the largest stored value; one element serves all channels.
     *
     * @param means finite
     * @param deviations positive
     */
    record Channels(List<Double> means, List<Double> deviations) implements InputScaling {
        public Channels {
            means = List.copyOf(means);
            deviations = List.copyOf(deviations);
            if (means.isEmpty() || means.size() != deviations.size()) {
                throw new IllegalArgumentException("normalisation has " + means.size() + " means and "
                        + deviations.size() + " deviations; give one of each per channel");
            }
            for (double mean : means) {
                if (!Double.isFinite(mean)) {
                    throw new IllegalArgumentException("normalisation mean " + mean + " must be finite");
                }
            }
            for (double deviation : deviations) {
                if (!Double.isFinite(deviation) || deviation <= 0) {
                    throw new IllegalArgumentException("normalisation deviation " + deviation + " must be positive");
                }
            }
        }

        @Override
        public String toString() {
            return join(means) + "/" + join(deviations);
        }

        private static String join(List<Double> numbers) {
            return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /**
     * Reads a name ({@code published}, {@code half}, {@code unit}, {@code none}) or means and deviations such as
     * {@code .1307/.3081} and {@code .49,.48,.45/.25,.24,.26}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static InputScaling parse(String text) {
        for (var named : Named.values()) {
            if (named.toString().equals(text)) {
                return named;
            }
        }
        var halves = text.split("/", -1);
        try {
            if (halves.length == 2) {
                return new Channels(numbers(halves[0]), numbers(halves[1]));
            }
        } catch (NumberFormatException e) {
            throw unknown(text, e);
        }
        throw unknown(text, null);
    }

    private static List<Double> numbers(String text) {
        var numbers = new ArrayList<Double>();
        for (var number : text.split(",", -1)) {
            numbers.add(Double.valueOf(number));
        }
        return numbers;
    }

    private static IllegalArgumentException unknown(String text, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                "normalisation '" + text
                        + "' is unknown; choose published, half, unit, none, or means/deviations such as .1307/.3081",
                cause);
    }
}
