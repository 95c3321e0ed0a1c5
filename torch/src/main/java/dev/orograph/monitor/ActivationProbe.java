package dev.orograph.monitor;

import dev.orograph.network.ActivationObserver;
import java.util.Set;

/** A probe that looks at the outputs of layers; those of the batch at the start of the step are shown to it first. */
interface ActivationProbe extends Probe, ActivationObserver {
    @Override
    default Set<Need> needs() {
        return Set.of(Need.START);
    }
}
