package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Momentum as torch's: buf ← μ·buf + (1 − τ)g, the first buf being g itself; gives buf, or g + μ·buf with Nesterov's.
 * Remembers {@code momentum_buffer}.
 */
public final class Momentum implements Transform {
    private static final String BUFFER = "momentum_buffer";

    private final double momentum;
    private final double dampening;
    private final boolean nesterov;
    private final Memory memory;

    /**
     * @param momentum μ, at least 0
     * @param dampening τ
     * @param theta tells length and element type
     */
    public Momentum(double momentum, double dampening, boolean nesterov, Tensor theta) {
        this.momentum = Specification.atLeast(0, "momentum", momentum);
        this.dampening = dampening;
        this.nesterov = nesterov;
        this.memory = new Memory(theta, BUFFER);
    }

    @Override
    public Tensor apply(Tensor update, Step step) {
        var buffer = memory.tensor(BUFFER);
        if (step.number() == 1) {
            buffer.copy_(update);
        } else {
            buffer.mul_(new Scalar(momentum)).add_(update, new Scalar(1 - dampening));
        }
        return nesterov ? update.add_(buffer, new Scalar(momentum)) : buffer;
    }

    @Override
    public Memory memory() {
        return memory;
    }
}
