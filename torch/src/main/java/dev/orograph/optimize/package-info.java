/**
 * Optimizers as in-place arithmetic on flat parameter vectors, what may be done to a gradient before them, and the
 * learning rate as a function of time. An optimizer sees a function from parameters to loss and gradient, so that it may
 * ask more than once per step. Feeds training and any other minimisation.
 */
@NullMarked
package dev.orograph.optimize;

import org.jspecify.annotations.NullMarked;
