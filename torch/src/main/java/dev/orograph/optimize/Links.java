package dev.orograph.optimize;

import java.util.ArrayList;
import java.util.List;

/** Collects the links of a chain, leaving out those that would do nothing. Not thread-safe. */
final class Links {
    private final List<Transform> transforms = new ArrayList<>();

    Links add(Transform transform) {
        transforms.add(transform);
        return this;
    }

    /** The ascent of a function instead of its descent. */
    Links maximize(boolean maximize) {
        return maximize ? add(new Ascent()) : this;
    }

    /** Decay, coupled or decoupled, if there is any. */
    Links decay(double weightDecay, boolean isDecoupled) {
        if (weightDecay == 0) {
            return this;
        }
        return add(isDecoupled ? new DecoupledDecay(weightDecay) : new CoupledDecay(weightDecay));
    }

    Chain chain() {
        return Chain.of(transforms, Move.DESCENT);
    }

    Chain chain(Move move) {
        return Chain.of(transforms, move);
    }
}
