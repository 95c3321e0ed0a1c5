package dev.orograph.tensor;

/** What a block of parameters does in its network. */
public enum BlockKind {
    /** Matrix or kernel of an affine or convolutional layer; dimension 0 runs over its outputs (filters). */
    WEIGHT,
    /** Additive term of an affine or convolutional layer. */
    BIAS,
    /** Multiplicative term of a normalisation layer. */
    NORM_SCALE,
    /** Additive term of a normalisation layer. */
    NORM_SHIFT,
    /** Table of vectors, one row per token or position. */
    EMBEDDING,
    /** Learned parameter of an activation, such as PReLU's slope. */
    SLOPE
}
