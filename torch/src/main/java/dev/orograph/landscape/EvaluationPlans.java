package dev.orograph.landscape;

import dev.orograph.network.Program;
import dev.orograph.tensor.Precision;

/** Chooses the fastest way to measure cells that is right for a subject. */
public final class EvaluationPlans {
    private static final int ROWS = 1000;
    private static final int MOST_IMAGES = 100;

    /** Images for a network of which no values are known. */
    private static final int UNKNOWN_IMAGES = 40;

    /** What one value of a network may take for all images of a block. */
    private static final long VALUE_BYTES = 16L << 20;

    private EvaluationPlans() {}

    /**
     * The plan for a subject on a plane; the caller closes it. The choice depends on the recipe and on what libtorch offers here, so that
     * a survey resumed elsewhere makes the same one.
     *
     * @param blockSamples samples per forward pass
     */
    public static EvaluationPlan choose(SurveySubject subject, Plane plane, int blockSamples) {
        if (blockSamples < 1) {
            throw new IllegalArgumentException("block of " + blockSamples + " samples must have at least 1");
        }
        if (subject.statistics().batch().isPresent()) {
            return new ForwardPlan(subject, plane, subject.statistics().batch().getAsInt());
        }
        return FusedPlan.of(subject, plane, blockSamples)
                .orElseGet(() -> new ForwardPlan(subject, plane, blockSamples));
    }

    /**
     * A block size that uses the processor's cache well: many rows for flat samples; for convolutions and attention so many
     * samples that no value of a built-in network takes more than 16 MiB, of images at most 100. Fewer images read the weights more often; larger
     * buffers are not kept by the allocator, which has every operation clear fresh pages.
     */
    public static int defaultBlockSamples(SurveySubject subject) {
        var batch = subject.statistics().batch();
        if (batch.isPresent()) {
            return batch.getAsInt();
        }
        boolean hasConvolution = subject.model().layout().blocks().stream()
                .anyMatch(block -> block.shape().rank() > 2);
        if (!hasConvolution) {
            return subject.program()
                    .filter(Program::hasAttention)
                    .map(program -> fitting(program, subject.precision(), ROWS))
                    .orElse(ROWS);
        }
        return subject.program()
                .map(program -> fitting(program, subject.precision(), MOST_IMAGES))
                .orElse(UNKNOWN_IMAGES);
    }

    private static int fitting(Program program, Precision precision, int most) {
        return (int) Math.max(1, Math.min(most, VALUE_BYTES / (program.largestValue() * precision.bytes())));
    }
}
