/**
 * Coarse to fine: decides round by round which cells of a grid are worth measuring, predicts the others from them, and
 * says from predictions made before a cell was measured how good the predictions are. Plain numbers in, plain numbers
 * out; feeds surveys, which measure what it asks for.
 */
@NullMarked
package dev.orograph.refinement;

import org.jspecify.annotations.NullMarked;
