/**
 * Samples to train and measure on: data sets by name or file, their published normalisation, splits, shuffling,
 * augmentation and download. Feeds objectives and training with resident tensors.
 */
@NullMarked
package dev.orograph.data;

import org.jspecify.annotations.NullMarked;
