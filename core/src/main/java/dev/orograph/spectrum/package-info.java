/**
 * What is known about the spectrum of a large symmetric operator: eigenvalues with their residuals, estimates with their
 * standard errors, densities with a band, measures of sharpness. Feeds tables and figures; knows nothing of the operator,
 * which was a Hessian or one of its relatives.
 */
@NullMarked
package dev.orograph.spectrum;

import org.jspecify.annotations.NullMarked;
