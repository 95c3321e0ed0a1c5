package dev.orograph.spectrum;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was found about the curvature at one point; what was not asked for, or not reached yet, is absent.
 *
 * @param epoch of the checkpoint, if the point is one of a run's
 * @param loss mean over the samples
 * @param gradientNorm ‖g‖ of the whole gradient
 * @param extremes eigenvalues, one entry for each end that was searched
 * @param trace of the operator
 * @param density of its eigenvalues
 * @param layers the density of each layer's own square part
 * @param exact all eigenvalues, ascending; empty where they were not computed
 * @param sharpness in several measures
 * @param stability what curvature the optimizer bears there
 */
public record CurvatureFigures(
        OptionalInt epoch,
        double loss,
        double gradientNorm,
        List<ExtremeEigenvalues> extremes,
        Optional<TraceFigures> trace,
        Optional<SpectralDensity> density,
        List<LayerDensity> layers,
        List<Double> exact,
        Optional<SharpnessTable> sharpness,
        Optional<Stability> stability) {
    /** The density of the square part that belongs to some blocks of one name. */
    public record LayerDensity(String layer, SpectralDensity density) {}

    public CurvatureFigures {
        extremes = List.copyOf(extremes);
        layers = List.copyOf(layers);
        exact = List.copyOf(exact);
    }

    /** A point of which nothing but the loss is known. */
    public static CurvatureFigures of(OptionalInt epoch, double loss, double gradientNorm) {
        return new CurvatureFigures(
                epoch,
                loss,
                gradientNorm,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    public CurvatureFigures withExtremes(List<ExtremeEigenvalues> newExtremes) {
        return new CurvatureFigures(
                epoch, loss, gradientNorm, newExtremes, trace, density, layers, exact, sharpness, stability);
    }

    public CurvatureFigures withTrace(TraceFigures newTrace) {
        return new CurvatureFigures(
                epoch,
                loss,
                gradientNorm,
                extremes,
                Optional.of(newTrace),
                density,
                layers,
                exact,
                sharpness,
                stability);
    }

    public CurvatureFigures withDensity(SpectralDensity newDensity) {
        return new CurvatureFigures(
                epoch,
                loss,
                gradientNorm,
                extremes,
                trace,
                Optional.of(newDensity),
                layers,
                exact,
                sharpness,
                stability);
    }

    public CurvatureFigures withLayers(List<LayerDensity> newLayers) {
        return new CurvatureFigures(
                epoch, loss, gradientNorm, extremes, trace, density, newLayers, exact, sharpness, stability);
    }

    public CurvatureFigures withExact(List<Double> newExact) {
        return new CurvatureFigures(
                epoch, loss, gradientNorm, extremes, trace, density, layers, newExact, sharpness, stability);
    }

    public CurvatureFigures withSharpness(SharpnessTable newSharpness) {
        return new CurvatureFigures(
                epoch,
                loss,
                gradientNorm,
                extremes,
                trace,
                density,
                layers,
                exact,
                Optional.of(newSharpness),
                stability);
    }

    public CurvatureFigures withStability(Stability newStability) {
        return new CurvatureFigures(
                epoch,
                loss,
                gradientNorm,
                extremes,
                trace,
                density,
                layers,
                exact,
                sharpness,
                Optional.of(newStability));
    }

    /** The eigenvalues at that end, if they were searched. */
    public Optional<ExtremeEigenvalues> extremes(String end) {
        return extremes.stream().filter(found -> found.end().equals(end)).findFirst();
    }

    /** The largest eigenvalue that any search has found; empty if none has. */
    public Optional<Eigenvalue> largest() {
        return extremes.stream()
                .filter(found -> !found.end().equals("smallest"))
                .flatMap(found -> found.values().stream())
                .max((a, b) -> Double.compare(a.value(), b.value()));
    }

    /** The smallest eigenvalue that a search from below, or from both ends, has found; empty if there was none. */
    public Optional<Eigenvalue> smallest() {
        return extremes.stream()
                .filter(found -> found.end().equals("smallest") || found.end().equals("both-ends"))
                .flatMap(found -> found.values().stream())
                .min((a, b) -> Double.compare(a.value(), b.value()));
    }
}
