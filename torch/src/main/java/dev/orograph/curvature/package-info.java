/**
 * The curvature of a loss: the Hessian and its relatives as symmetric operators on flat vectors, and what can be learnt of
 * them by products alone: eigenpairs, trace, diagonal, norm, spectral density, sharpness. Every number comes with its
 * error. Feeds {@code dev.orograph.spectrum}'s plain results to tables and figures, and eigenvectors to planes.
 */
@NullMarked
package dev.orograph.curvature;

import org.jspecify.annotations.NullMarked;
