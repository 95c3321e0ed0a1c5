package dev.orograph.network;

/**
 * A part of a network: an operation on one tensor, or an arrangement of other parts. Layers are plain data; their
 * parameters live outside them in θ, their state in {@link dev.orograph.tensor.State}. What belongs to which layer is
 * in a {@link Program}.
 */
public sealed interface Layer permits Operation, Sequential, Residual, Concatenate {}
