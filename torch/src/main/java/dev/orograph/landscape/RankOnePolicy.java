package dev.orograph.landscape;

import java.util.Locale;

/** What a random direction does to blocks of rank 0 or 1: biases, batch-norm scales and shifts. */
public enum RankOnePolicy {
    /** They stay where they are (the loss-landscape scripts' {@code biasbn}). */
    ZERO,
    /** Each is normalised as one filter. */
    LAYER,
    /** The direction equals the weights, in x and y alike (the scripts without that flag). */
    COPY;

    /**
     * Reads {@code zero} (or {@code biasbn}), {@code layer} or {@code copy}.
     *
     * @throws IllegalArgumentException if {@code text} is another word
     */
    public static RankOnePolicy parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "zero", "biasbn" -> ZERO;
            case "layer" -> LAYER;
            case "copy" -> COPY;
            default ->
                throw new IllegalArgumentException(
                        "policy '" + text + "' for biases and batch norm is unknown; choose zero, layer or copy");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
