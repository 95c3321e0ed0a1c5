package dev.orograph.cli;

import dev.orograph.landscape.CurvatureMeasure;
import dev.orograph.landscape.Measure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that choose what is measured at each cell beside losses and accuracies. */
final class CellCurvatureOptions {
    @Option(
            names = "--measure",
            paramLabel = "WHAT",
            defaultValue = "loss",
            description = "loss (default), or curvature: the smallest and the largest eigenvalue of the Hessian at each"
                    + " cell as well, and their ratio |λmin/λmax|.")
    private String measure = "loss";

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            description = "Residual of an eigenvalue at which a cell is finished, as a share of the eigenvalue"
                    + " (default: 0.001).")
    private @Nullable Double tolerance;

    @Option(
            names = "--products",
            paramLabel = "N",
            description = "Most products with the Hessian per cell (default: 200); where they do not suffice, the"
                    + " eigenvalues stand with larger residuals.")
    private @Nullable Integer products;

    /**
     * What was asked for; empty for losses alone.
     *
     * @param seed of the search for eigenvalues
     * @throws IllegalArgumentException if there is no such measure, or its settings make no sense
     */
    Optional<Measure> measure(long seed) {
        return switch (measure) {
            case "loss" -> {
                requireNone("--tolerance", tolerance);
                requireNone("--products", products);
                yield Optional.empty();
            }
            case "curvature" ->
                Optional.of(new CurvatureMeasure(
                        tolerance == null ? CurvatureMeasure.TOLERANCE : tolerance,
                        products == null ? CurvatureMeasure.MOST_PRODUCTS : products,
                        seed));
            default ->
                throw new IllegalArgumentException("measure '" + measure + "' is unknown; choose loss or curvature");
        };
    }

    private static void requireNone(String flag, @Nullable Object value) {
        if (value != null) {
            throw new IllegalArgumentException(flag + " is for eigenvalues; add --measure curvature, or leave it out");
        }
    }
}
