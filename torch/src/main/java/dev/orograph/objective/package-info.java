/**
 * What is minimised: losses, and their mean over a data set as a function of the flat parameter vector, with accuracy and
 * gradient. Feeds training, curvature and landscapes.
 */
@NullMarked
package dev.orograph.objective;

import org.jspecify.annotations.NullMarked;
