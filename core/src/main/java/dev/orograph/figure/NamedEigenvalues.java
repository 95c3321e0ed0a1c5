package dev.orograph.figure;

import dev.orograph.spectrum.Eigenvalue;
import java.util.List;

/**
 * Some eigenvalues of one operator.
 *
 * @param name of the operator, such as {@code Hessian}
 * @param eigenvalues in the order in which they are numbered, usually from the largest down
 */
public record NamedEigenvalues(String name, List<Eigenvalue> eigenvalues) {
    public NamedEigenvalues {
        eigenvalues = List.copyOf(eigenvalues);
    }
}
