package dev.orograph.landscape;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import dev.orograph.spectrum.Eigenvalue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What is known of a plane from the way it was made.
 *
 * @param landmarks other weights that lie in it
 * @param components the axes that are principal components
 * @param shares per axis how much of each direction up to its own was in the one that was chosen: 1 of its own where
 *     directions are as they were chosen; empty where nothing is known
 * @param curvatures the axes that are eigenvectors of the Hessian
 */
record PlaneFacts(
        List<Landmark> landmarks,
        List<Component> components,
        List<List<Double>> shares,
        List<AxisCurvature> curvatures) {
    static final PlaneFacts NONE = new PlaneFacts(List.of(), List.of(), List.of(), List.of());

    /**
     * An axis that is an eigenvector of the Hessian at the centre.
     *
     * @param axis from 0
     */
    record AxisCurvature(int axis, Eigenvalue eigenvalue) {}

    /**
     * An axis that is a principal component.
     *
     * @param axis its letter
     * @param index from 0
     */
    record Component(String axis, PrincipalComponents analysis, int index) {}

    PlaneFacts {
        landmarks = List.copyOf(landmarks);
        components = List.copyOf(components);
        shares = List.copyOf(shares);
        curvatures = List.copyOf(curvatures);
    }

    /** The grid with eigenvalues in the names of its axes, as in {@code eigenvector 1 (λ = 12.3)}. */
    Grid named(Grid grid) {
        var axes = new ArrayList<>(grid.axes());
        for (var curvature : curvatures) {
            var axis = axes.get(curvature.axis);
            var name = axis.name()
                    + String.format(Locale.ROOT, " (λ = %.3g)", curvature.eigenvalue.value())
                            .replace('-', '−');
            axes.set(curvature.axis, new Axis(name, axis.min(), axis.max(), axis.count()));
        }
        return new Grid(axes);
    }

    /**
     * Adds {@code explained_variance_x} and so on, shares of 1, and {@code eigenvalue_x} and {@code eigenvalue_residual_x}.
     */
    Trust addTo(Trust trust) {
        var all = trust;
        for (var component : components) {
            all = all.with(
                    "explained_variance_" + component.axis,
                    component.analysis.ratios().get(component.index));
        }
        for (var curvature : curvatures) {
            var letter = PlaneRecipe.letter(curvature.axis);
            all = all.with("eigenvalue_" + letter, curvature.eigenvalue.value())
                    .with("eigenvalue_residual_" + letter, curvature.eigenvalue.residual());
        }
        return all;
    }

    /**
     * Adds {@code place.NAME}, the coordinates of each landmark, and for principal components
     * {@code pca.explained_variance_ratio} and {@code pca.singular_values}, numbers with blanks between them.
     */
    Provenance addTo(Provenance provenance) {
        var all = provenance;
        for (var landmark : landmarks) {
            all = all.with("place." + landmark.name(), text(landmark.coordinates()));
        }
        if (ofOneAnalysis()) {
            var analysis = components.get(0).analysis;
            all = all.with("pca.explained_variance_ratio", text(analysis.ratios()))
                    .with("pca.singular_values", text(analysis.singularValues()));
        }
        return all;
    }

    private static String text(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private boolean ofOneAnalysis() {
        return components.stream().map(Component::analysis).distinct().count() == 1;
    }

    /**
     * What the loss-landscape scripts write beside principal directions, one number per axis; nothing unless all axes
     * are components of one analysis.
     */
    Map<String, List<Double>> extras(int dimensions) {
        if (components.size() != dimensions || !ofOneAnalysis()) {
            return Map.of();
        }
        var analysis = components.get(0).analysis;
        return Map.of(
                "explained_variance_ratio_", perAxis(index -> analysis.ratios().get(index)),
                "singular_values_", perAxis(index -> analysis.singularValues().get(index)),
                "explained_variance_", perAxis(index -> analysis.variances().get(index)));
    }

    private List<Double> perAxis(ToDoubleFunction<Integer> figure) {
        return components.stream()
                .map(component -> figure.applyAsDouble(component.index))
                .toList();
    }
}
