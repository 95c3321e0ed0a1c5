/** Estimates, quadratures and densities against closed forms and published tables. */
@NullMarked
package dev.orograph.spectrum;

import org.jspecify.annotations.NullMarked;
