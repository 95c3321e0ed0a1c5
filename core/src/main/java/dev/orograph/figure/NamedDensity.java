package dev.orograph.figure;

import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.SpectralDensity;
import java.util.List;

/**
 * A spectral density under a name, such as that of a block of weights.
 *
 * @param name its title in figures
 * @param density how the eigenvalues are distributed
 * @param eigenvalues those known one by one; may be empty
 */
public record NamedDensity(String name, SpectralDensity density, List<Eigenvalue> eigenvalues) {
    public NamedDensity {
        eigenvalues = List.copyOf(eigenvalues);
    }
}
