package dev.orograph.landscape;

import java.util.Locale;

/**
 * Which statistics batch normalisation uses away from the centre; plain values, part of a survey's recipe. Pictures of
 * different policies are different pictures.
 *
 * @param kind the policy
 * @param samples training samples from which statistics are estimated anew, the first in file order; 0 for other kinds
 * @param batch samples per batch whose statistics are taken; 0 for kinds that take none
 */
public record BatchNormPolicy(Kind kind, int samples, int batch) {
    private static final int SAMPLES = 1024;
    private static final int BATCH = 128;

    /** The centre's statistics at every cell. */
    public static final BatchNormPolicy FROZEN = new BatchNormPolicy(Kind.FROZEN, 0, 0);

    /** The policies. */
    public enum Kind {
        /** The statistics of the centre at every cell. */
        FROZEN("frozen"),
        /** They move along the directions as parameters do; variances stay at least 0. */
        INTERPOLATED("interpolated"),
        /**
         * Forgotten and averaged anew at every cell over batches of training samples (Garipov et al. 2018, arXiv
         * 1802.10026).
         */
        REESTIMATED("re-estimated"),
        /** Each batch's own, as in training but without dropout. */
        BATCH("batch");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * Reads {@code frozen}, {@code interpolated}, {@code re-estimated}, {@code re-estimated:samples:batch},
     * {@code batch} or {@code batch:samples}.
     *
     * @throws IllegalArgumentException if {@code text} is something else; the sentence tells what is possible
     */
    public static BatchNormPolicy parse(String text) {
        var parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        try {
            switch (parts[0]) {
                case "frozen", "weights" -> {
                    if (parts.length == 1) {
                        return FROZEN;
                    }
                }
                case "interpolated", "states" -> {
                    if (parts.length == 1) {
                        return new BatchNormPolicy(Kind.INTERPOLATED, 0, 0);
                    }
                }
                case "re-estimated", "reestimated" -> {
                    if (parts.length <= 3) {
                        int samples = parts.length > 1 ? Integer.parseInt(parts[1]) : SAMPLES;
                        int batch = parts.length > 2 ? Integer.parseInt(parts[2]) : Math.min(BATCH, samples);
                        return new BatchNormPolicy(Kind.REESTIMATED, samples, batch);
                    }
                }
                case "batch" -> {
                    if (parts.length <= 2) {
                        int batch = parts.length > 1 ? Integer.parseInt(parts[1]) : BATCH;
                        return new BatchNormPolicy(Kind.BATCH, 0, batch);
                    }
                }
                default -> throw malformed(text);
            }
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("batch-norm policy '" + text
                + "' is unknown; write frozen, interpolated, re-estimated[:samples[:batch]] or batch[:samples]");
    }

    public BatchNormPolicy {
        boolean takesBatches = kind == Kind.REESTIMATED || kind == Kind.BATCH;
        if (takesBatches && batch < 2) {
            throw new IllegalArgumentException(
                    "batch-norm policy " + kind + " with batches of " + batch + "; a batch needs at least 2 samples");
        }
        if (kind == Kind.REESTIMATED && samples < batch) {
            throw new IllegalArgumentException(
                    "batch-norm policy " + kind + " from " + samples + " samples needs at least one batch of " + batch);
        }
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FROZEN, INTERPOLATED -> kind.toString();
            case REESTIMATED -> kind + ":" + samples + ":" + batch;
            case BATCH -> kind + ":" + batch;
        };
    }
}
