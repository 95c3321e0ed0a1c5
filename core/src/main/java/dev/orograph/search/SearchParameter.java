package dev.orograph.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One setting and the values it may take. A place in it is a number in [0, 1], or the index of a choice. */
public sealed interface SearchParameter permits SearchParameter.Interval, SearchParameter.Choice {
    /** Name of the setting. */
    String name();

    /** The setting's text at a place. */
    String text(double place);

    /** The form that {@link #parse} reads. */
    String text();

    /**
     * Numbers between two ends.
     *
     * @param low smallest
     * @param high largest, above {@code low}
     * @param isLogarithmic whether equal ratios are equally likely; needs {@code low} above 0
     * @param isWhole whether only whole numbers are tried
     */
    record Interval(String name, double low, double high, boolean isLogarithmic, boolean isWhole)
            implements SearchParameter {
        public Interval {
            requireName(name);
            if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("search space " + name + ": " + low + " to " + high
                        + " is no interval; give the smaller first");
            }
            if (isLogarithmic && low <= 0) {
                throw new IllegalArgumentException(
                        "search space " + name + ": a logarithmic interval must begin above 0, not at " + low);
            }
        }

        /** The number at a place in [0, 1]. */
        public double value(double place) {
            double within = Math.max(0, Math.min(1, place));
            double value = isLogarithmic ? low * Math.pow(high / low, within) : low + within * (high - low);
            double bounded = Math.max(low, Math.min(high, value));
            return isWhole ? Math.rint(bounded) : bounded;
        }

        @Override
        public String text(double place) {
            double value = value(place);
            // Six digits are more than any search tells apart.
            return isWhole
                    ? Long.toString((long) value)
                    : Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.5e", value)));
        }

        @Override
        public String text() {
            var kind = (isWhole ? "int:" : "") + (isLogarithmic ? "log:" : "");
            return name + "=" + kind + number(low) + ":" + number(high);
        }

        private String number(double value) {
            return isWhole ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /**
     * One of several texts without an order.
     *
     * @param options at least two, different
     */
    record Choice(String name, List<String> options) implements SearchParameter {
        public Choice {
            requireName(name);
            options = List.copyOf(options);
            if (options.size() < 2 || options.stream().distinct().count() < options.size()) {
                throw new IllegalArgumentException(
                        "search space " + name + ": give at least two different choices, as in " + name
                                + "=choice:a/b, not " + String.join("/", options));
            }
        }

        @Override
        public String text(double place) {
            return options.get((int) place);
        }

        @Override
        public String text() {
            return name + "=choice:" + String.join("/", options);
        }
    }

    /**
     * Reads {@code NAME=LOW:HIGH}, {@code NAME=log:LOW:HIGH}, {@code NAME=int:LOW:HIGH}, {@code NAME=int:log:LOW:HIGH} or
     * {@code NAME=choice:A/B/C}.
     *
     * @throws IllegalArgumentException in one sentence, if it is none of these
     */
    static SearchParameter parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw unreadable(text);
        }
        var name = text.substring(0, equals).strip();
        var space = text.substring(equals + 1).strip();
        if (space.startsWith("choice:")) {
            return new Choice(
                    name, Arrays.asList(space.substring("choice:".length()).split("/", -1)));
        }
        boolean isWhole = space.startsWith("int:");
        var rest = isWhole ? space.substring("int:".length()) : space;
        boolean isLogarithmic = rest.startsWith("log:");
        var ends = (isLogarithmic ? rest.substring("log:".length()) : rest).split(":", -1);
        if (ends.length != 2) {
            throw unreadable(text);
        }
        try {
            double low = Double.parseDouble(ends[0]);
            double high = Double.parseDouble(ends[1]);
            if (isWhole && (low != Math.rint(low) || high != Math.rint(high))) {
                throw unreadable(text);
            }
            return new Interval(name, low, high, isLogarithmic, isWhole);
        } catch (NumberFormatException e) {
            throw unreadable(text);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("search space '" + text
                + "' must look like lr=log:1e-5:0.1, momentum=0:0.99, batch-size=int:log:16:512 or"
                + " activation=choice:relu/tanh");
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a search space needs the name of a setting before the =");
        }
    }
}
