package dev.orograph.data;

import java.util.Locale;

/** Which part of a data set. */
public enum Split {
    /** What networks are trained on, without the validation samples. */
    TRAIN,
    /** Samples set aside from the training part; see {@link DataSettings#validationSamples}. */
    VALIDATION,
    /** What was published as the test part. */
    TEST;

    /**
     * The split of that name in small letters.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Split parse(String text) {
        for (var split : values()) {
            if (split.toString().equals(text)) {
                return split;
            }
        }
        throw new IllegalArgumentException("split '" + text + "' is unknown; choose train, validation or test");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
