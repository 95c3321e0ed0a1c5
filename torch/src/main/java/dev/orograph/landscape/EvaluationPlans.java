package dev.orograph.landscape;

/** Chooses the fastest way to measure cells that is right for a subject. */
public final class EvaluationPlans {
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
     * A block size that keeps intermediate values in the processor's cache: many rows for flat samples, few images for
     * convolutions, whose large temporary buffers would otherwise be mapped afresh by each operation.
     *
     */
    public static int defaultBlockSamples(SurveySubject subject) {
        var batch = subject.statistics().batch();
        if (batch.isPresent()) {
            return batch.getAsInt();
        }
        boolean hasConvolution = subject.model().layout().blocks().stream()
                .anyMatch(block -> block.shape().rank() > 2);
        return hasConvolution ? 40 : 1000;
    }
}
