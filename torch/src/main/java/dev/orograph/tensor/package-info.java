/**
 * Flat tensors and what they mean: the layout that says which stretch of a parameter vector is which named block, the
 * state beside it, and the border over which numbers come and go. Feeds everything that touches weights.
 *
 * <p>Native memory: every operation opens a {@link org.bytedeco.javacpp.PointerScope}, copies its numbers out or
 * detaches its one result with {@link Tensors#keep}, and closes the scope. Long-lived tensors belong to one
 * {@link AutoCloseable} owner.
 */
@NullMarked
package dev.orograph.tensor;

import org.jspecify.annotations.NullMarked;
