/**
 * Orograph's side of the benchmarks against PyTorch: answers requests to survey and to train, so that one run can
 * alternate between both sides. Outside the default build.
 */
@NullMarked
package dev.orograph.bench;

import org.jspecify.annotations.NullMarked;
