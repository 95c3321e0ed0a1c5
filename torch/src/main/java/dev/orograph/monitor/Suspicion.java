package dev.orograph.monitor;

/**
 * Cause for an alarm.
 *
 * @param layer where; empty if it is of the whole network
 * @param value that was measured
 * @param threshold that it crossed
 * @param sentence about it
 */
record Suspicion(String layer, double value, double threshold, String sentence) {}
