package dev.orograph.refinement;

/**
 * What is thought of the error of interpolated cells, |ΔL| / max(|L|, L_centre), from predictions that were made before
 * cells near them were measured. They were made from fewer cells than there are now, so that the estimate is high.
 *
 * @param median half of the interpolated cells are thought to be nearer than this; 0 if there are none
 * @param most 95 % of them
 * @param computedShare measured cells, as a share of all
 */
public record Estimate(double median, double most, double computedShare) {}
