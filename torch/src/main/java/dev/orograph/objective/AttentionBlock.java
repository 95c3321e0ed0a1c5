package dev.orograph.objective;

import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Model;

/** How many samples at once a network with attention should see, whose values are many more than a sample's numbers. */
final class AttentionBlock {
    /** Numbers that the largest value of a block may have: 4 MiB in float32, of which a graph keeps some dozens. */
    private static final long NUMBERS = 1 << 20;

    private AttentionBlock() {}

    /** At least 1; as many as there are numbers for a network without attention. */
    static long most(Model model) {
        return model instanceof ArchitectureModel network && network.program().hasAttention()
                ? Math.max(1, NUMBERS / network.program().largestValue())
                : Long.MAX_VALUE;
    }
}
