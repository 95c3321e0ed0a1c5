package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;

/** Sees what every layer of a network gives while the network runs. */
@FunctionalInterface
public interface ActivationObserver {
    /** Looks at nothing. */
    ActivationObserver NONE = (binding, output) -> {};

    /**
     * Called once per use of a layer, in the order they run, in a scope of its own.
     *
     * @param binding the layer, and where it stands
     * @param output [batch, …], part of the autograd graph if θ is; lent, so keep it with a copy or
     *     {@link dev.orograph.tensor.Tensors#own} and change nothing in it
     */
    void observe(Binding binding, Tensor output);
}
