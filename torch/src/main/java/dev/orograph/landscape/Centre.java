package dev.orograph.landscape;

import dev.orograph.curvature.Eigenpairs;
import dev.orograph.network.Model;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Where the directions of a plane start, and what some of them are made from: the slope of the loss there, the
 * directions chosen before. Borrows its tensors; belongs to one thread.
 */
public final class Centre {
    private final Tensor theta;
    private final Model model;
    private final Precision precision;
    private final Slope slope;
    private final List<Tensor> earlier = new ArrayList<>();
    private final Map<PrincipalKey, PrincipalComponents> analyses = new HashMap<>();
    private final Eigenvectors eigenvectors;
    private final Map<Long, Eigenpairs> spectra = new HashMap<>();

    /** The gradient of the loss as a function of the weights. */
    @FunctionalInterface
    public interface Slope {
        /**
         * The gradient, [elements]; belongs to the current scope.
         *
         * @param theta [elements]
         */
        Tensor at(Tensor theta);
    }

    /** Eigenvectors of the Hessian of the loss as a function of the weights. */
    @FunctionalInterface
    public interface Eigenvectors {
        /**
         * Those with the eigenvalues of largest size, by Lanczos' process; the caller closes them.
         *
         * @param theta [elements]
         * @param count how many, at least 1
         * @param seed of the vector with which the search begins
         */
        Eigenpairs of(Tensor theta, int count, long seed);
    }

    private record PrincipalKey(List<String> checkpoints, boolean ignoresRankOne) {}

    private Centre(Tensor theta, Model model, Precision precision, Slope slope, Eigenvectors eigenvectors) {
        this.eigenvectors = eigenvectors;
        this.theta = theta;
        this.model = model;
        this.precision = precision;
        this.slope = slope;
    }

    /**
     * A centre at which the slope of the loss is not known: directions along it are refused.
     *
     * @param theta [elements]
     */
    public static Centre of(Tensor theta, Model model, Precision precision) {
        return new Centre(
                theta,
                model,
                precision,
                weights -> {
                    throw new IllegalArgumentException(
                            "the direction of the gradient needs data, and there is none here");
                },
                (weights, count, seed) -> {
                    throw new IllegalArgumentException("eigenvectors of the Hessian need data, and there is none here");
                });
    }

    /** The same, knowing the slope of the loss. */
    public Centre withSlope(Slope newSlope) {
        return new Centre(theta, model, precision, newSlope, eigenvectors);
    }

    /** The same, knowing the curvature of the loss. */
    public Centre withEigenvectors(Eigenvectors newEigenvectors) {
        return new Centre(theta, model, precision, slope, newEigenvectors);
    }

    /** The weights, [elements]. */
    public Tensor theta() {
        return theta;
    }

    public Model model() {
        return model;
    }

    public Layout layout() {
        return model.layout();
    }

    /** Element type of the directions. */
    public Precision precision() {
        return precision;
    }

    /** The gradient of the loss at the centre, [elements]; belongs to the current scope. */
    Tensor gradient() {
        return slope.at(theta);
    }

    /** The directions of the axes before the one that is being chosen, x first. */
    List<Tensor> earlier() {
        return Collections.unmodifiableList(earlier);
    }

    /** Remembers the direction of the next axis. */
    void add(Tensor direction) {
        earlier.add(direction);
    }

    /** Looks for eigenvectors before they are asked for, so that one search finds all; {@link #release} lets them go. */
    void prepare(long seed, int count) {
        spectra.put(seed, eigenvectors.of(theta, count, seed));
    }

    /** What {@link #prepare} has found for that seed. */
    Eigenpairs spectrum(long seed) {
        var known = spectra.get(seed);
        if (known == null) {
            throw new IllegalStateException("no eigenvectors have been looked for with seed " + seed);
        }
        return known;
    }

    void release() {
        spectra.values().forEach(Eigenpairs::close);
        spectra.clear();
    }

    /** The analysis of these checkpoints, made once for all axes. */
    PrincipalComponents principalComponents(List<String> checkpoints, boolean ignoresRankOne) throws IOException {
        var key = new PrincipalKey(checkpoints, ignoresRankOne);
        var known = analyses.get(key);
        if (known == null) {
            var files = checkpoints.stream().map(Path::of).toList();
            known = PrincipalComponents.of(files, model, precision, ignoresRankOne);
            analyses.put(key, known);
        }
        return known;
    }
}
