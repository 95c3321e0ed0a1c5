package dev.orograph.optimize;

import java.util.Locale;

/** What an optimizer remembers of the gradients, as a direction. */
public enum MomentKind {
    /** Their running mean: {@code exp_avg} of Adam and its kin, {@code momentum_buffer} of SGD. */
    FIRST,
    /** The running mean of their squares, {@code exp_avg_sq}, or RMSProp's {@code square_avg}: never negative. */
    SECOND,
    /** Adam's next step at a learning rate of 1 without decay: −m̂ / (√v̂ + ε), both moments freed of their bias. */
    UPDATE;

    /**
     * Reads {@code first}, {@code second} or {@code update}.
     *
     * @throws IllegalArgumentException if {@code text} is another word
     */
    public static MomentKind parse(String text) {
        for (var kind : values()) {
            if (kind.toString().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "an optimizer's moment '" + text + "' is unknown; choose first, second or update");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
