/**
 * Training: one verb from starting parameters, data and a recipe to trained parameters and how it ended, with metrics and
 * checkpoints on the way. Interrupted at any moment it goes on to the bit where it was. Feeds landscapes.
 */
@NullMarked
package dev.orograph.training;

import org.jspecify.annotations.NullMarked;
