package dev.orograph.monitor;

import dev.orograph.tensor.ResidentMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Bytes of memory: what the process occupies, its peak, Java's heap, and what is native. */
final class MemoryUse implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        var runtime = Runtime.getRuntime();
        double heap = runtime.totalMemory() - runtime.freeMemory();
        try {
            double resident = ResidentMemory.now();
            findings.putCost("memory/resident", resident);
            findings.putCost("memory/peak", Math.max(resident, (double) ResidentMemory.peak()));
            findings.putCost("memory/heap", heap);
            findings.putCost("memory/native", Math.max(0, resident - runtime.totalMemory()));
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of this process cannot be told", e);
        }
    }
}
