/**
 * Loss landscapes: directions and their normalisation, planes through a network's weights, and the survey that measures
 * every cell of a grid on such a plane. Feeds {@link dev.orograph.measurement.Surface}.
 */
@NullMarked
package dev.orograph.landscape;

import org.jspecify.annotations.NullMarked;
