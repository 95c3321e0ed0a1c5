package dev.orograph.spectrum;

import java.util.Optional;

/**
 * The largest curvature at which an optimizer's steps do not grow on a parabola: beyond it training leaves the valley, or
 * hovers at its edge.
 *
 * <p>Source: Cohen, Kaur, Li, Kolter, Talwalkar 2021, arXiv 2103.00065; for adaptive optimizers Cohen et al. 2022, arXiv
 * 2207.14484.
 *
 * @param optimizer in its text form
 * @param threshold largest stable eigenvalue, of the preconditioned operator where there is one
 * @param formula such as {@code 2/η}
 * @param preconditioned the largest eigenvalue after the optimizer's preconditioning; empty for optimizers that have none,
 *     where the operator's own counts, or where its state was not kept
 * @param isPreconditioned whether the threshold is for the preconditioned operator
 */
public record Stability(
        String optimizer,
        double threshold,
        String formula,
        Optional<Eigenvalue> preconditioned,
        boolean isPreconditioned) {}
