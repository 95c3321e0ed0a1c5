/**
 * What is seen of a training while it runs: probes that measure at chosen steps, and alarms that name a fault and the layer
 * it is in. It only looks: weights are the same to the bit with and without it. Feeds metrics and the terminal.
 */
@NullMarked
package dev.orograph.monitor;

import org.jspecify.annotations.NullMarked;
