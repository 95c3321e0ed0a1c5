package dev.orograph.monitor;

/**
 * The largest eigenvalue of the curvature with which an optimizer's steps do not grow.
 *
 * @param value of the threshold
 * @param formula of it
 * @param isPreconditioned whether it is for the curvature that Adam sees, D⁻¹H
 */
public record Threshold(double value, String formula, boolean isPreconditioned) {}
