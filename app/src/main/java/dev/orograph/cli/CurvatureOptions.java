package dev.orograph.cli;

import dev.orograph.curvature.CurvatureRequest;
import dev.orograph.curvature.Extreme;
import dev.orograph.curvature.HutchPlusPlus;
import dev.orograph.curvature.Hutchinson;
import dev.orograph.curvature.Lanczos;
import dev.orograph.curvature.PowerIteration;
import dev.orograph.curvature.Sharpness;
import dev.orograph.curvature.SpectralQuadrature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say what to find out about a curvature. */
final class CurvatureOptions {
    /** Eigenvalues that are looked for where nothing is asked for. */
    private static final int DEFAULT_TOP = 4;

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "The K largest eigenvalues in magnitude, with eigenvectors (default where nothing is asked"
                    + " for: 4).")
    private @Nullable Integer top;

    @Option(names = "--largest", paramLabel = "K", description = "The K largest eigenvalues.")
    private @Nullable Integer largest;

    @Option(names = "--smallest", paramLabel = "K", description = "The K smallest (most negative) eigenvalues.")
    private @Nullable Integer smallest;

    @Option(
            names = "--power-iteration",
            paramLabel = "K",
            description = "The K largest in magnitude by power iteration, as PyHessian finds them; for comparison.")
    private @Nullable Integer powerIterations;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-4",
            description = "Residual of an eigenvalue, as a share of it (default: ${DEFAULT-VALUE}).")
    private double tolerance = 1e-4;

    @Option(
            names = "--max-products",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Products after which a search of eigenvalues stops (default: ${DEFAULT-VALUE}).")
    private int mostProducts = 1000;

    @Option(names = "--trace", description = "The trace, whole and of each block, and the Frobenius norm.")
    private boolean trace;

    @Option(
            names = "--vectors",
            paramLabel = "N",
            defaultValue = "100",
            description = "Random vectors for the trace; with --precision at most so many (default: ${DEFAULT-VALUE}).")
    private int vectors = 100;

    @Option(
            names = "--precision",
            paramLabel = "P%",
            description = "Draw vectors until the trace's standard error is at most P%% of it.")
    private @Nullable String precision;

    @Option(names = "--hutch", description = "Estimate the trace by Hutch++, which needs fewer products but memory.")
    private boolean sketched;

    @Option(names = "--density", description = "The spectral density by stochastic Lanczos quadrature.")
    private boolean density;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Random starts of the density, which give its band (default: ${DEFAULT-VALUE}).")
    private int starts = 3;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "100",
            description = "Products for each of them (default: ${DEFAULT-VALUE}).")
    private int steps = 100;

    @Option(names = "--layers", description = "The density of each layer's own part.")
    private boolean layers;

    @Option(names = "--sharpness", description = "Measures of sharpness, in one table.")
    private boolean sharpness;

    @Option(names = "--exact", description = "All eigenvalues of a network of at most 5,000 parameters.")
    private boolean exact;

    /**
     * What was asked for.
     *
     * @param overEpochs whether it is to be followed over a training: then, where nothing is asked for, both ends of the
     *     spectrum
     * @param basisBytes memory for vectors
     */
    CurvatureRequest request(boolean overEpochs, int threads, long basisBytes, long seed) {
        var searches = new ArrayList<Lanczos>();
        add(searches, top, Extreme.LARGEST_MAGNITUDE);
        add(searches, largest, Extreme.LARGEST);
        add(searches, smallest, Extreme.SMALLEST);
        if (searches.isEmpty() && overEpochs) {
            add(searches, 1, Extreme.LARGEST);
            add(searches, 1, Extreme.SMALLEST);
        } else if (searches.isEmpty() && !asksForMore()) {
            add(searches, DEFAULT_TOP, Extreme.LARGEST_MAGNITUDE);
        }
        return new CurvatureRequest(
                searches.stream()
                        .map(search -> search.withTolerance(tolerance)
                                .withMostProducts(mostProducts)
                                .withBasisBytes(basisBytes)
                                .withSeed(seed))
                        .toList(),
                powerIterations == null
                        ? Optional.empty()
                        : Optional.of(new PowerIteration(powerIterations, 1e-3, 100, seed)),
                trace && !sketched
                        ? Optional.of(new Hutchinson(vectors, precision(), seed))
                        : Optional.<Hutchinson>empty(),
                sketched ? Optional.of(new HutchPlusPlus(vectors, basisBytes, seed)) : Optional.empty(),
                density || layers ? Optional.of(new SpectralQuadrature(starts, steps, seed)) : Optional.empty(),
                layers,
                sharpness ? Optional.of(Sharpness.all(threads, seed)) : Optional.empty(),
                exact);
    }

    private boolean asksForMore() {
        return powerIterations != null || trace || sketched || density || layers || sharpness || exact;
    }

    private static void add(List<Lanczos> searches, @Nullable Integer count, Extreme end) {
        if (count != null) {
            searches.add(Lanczos.top(count).withEnd(end));
        }
    }

    private OptionalDouble precision() {
        if (precision == null) {
            return OptionalDouble.empty();
        }
        var text = precision.strip();
        try {
            double number = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            return OptionalDouble.of(text.endsWith("%") ? number / 100 : number);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "--precision '" + precision + "' is no share; write it as 1% or 0.01", notANumber);
        }
    }
}
