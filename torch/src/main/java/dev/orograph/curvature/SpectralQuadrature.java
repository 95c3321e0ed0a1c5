package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.SpectralDensity;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The density of an operator's eigenvalues by stochastic Lanczos quadrature: from a random vector of signs, Lanczos'
 * process with full re-orthogonalisation; the nodes are the Ritz values, the weights the squared first components of their
 * vectors.
 *
 * <p>Source: Ubaru, Chen, Saad 2017, doi:10.1137/16M1104974; Ghorbani, Krishnan, Xiao 2019, arXiv 1901.10159.
 *
 * @param runs independent random starts, at least 1
 * @param steps products in each, at least 1; fewer where the operator is smaller
 * @param seed of the starts
 */
public record SpectralQuadrature(int runs, int steps, long seed) {
    private static final long START = 0x736c71L;

    public SpectralQuadrature {
        if (runs < 1 || steps < 1) {
            throw new IllegalArgumentException(
                    runs + " runs of " + steps + " steps; a spectral density needs at least one of each");
        }
    }

    /**
     * Runs the quadratures.
     *
     * @return of as many runs as were finished; empty if the listener stopped the first
     * @throws ArithmeticException if a product was NaN or infinite
     */
    public Optional<SpectralDensity> estimate(SymmetricOperator operator, Listener listener) {
        var finished = new ArrayList<Quadrature>();
        for (int run = 0; run < runs; run++) {
            var quadrature = quadrature(operator, run, listener);
            if (quadrature.isEmpty()) {
                break;
            }
            finished.add(quadrature.get());
        }
        return finished.isEmpty() ? Optional.empty() : Optional.of(new SpectralDensity(operator.size(), finished));
    }

    private Optional<Quadrature> quadrature(SymmetricOperator operator, int run, Listener listener) {
        int most = (int) Math.min(steps, operator.size());
        try (var scope = new PointerScope();
                var krylov = new Krylov(operator, start(operator, run), most)) {
            do {
                if (listener.isCancelled()) {
                    return Optional.empty();
                }
                krylov.expand();
                if (!krylov.isFinite()) {
                    throw new ArithmeticException("a product with the operator is NaN or infinite");
                }
                listener.onProgress(new Progress(
                        "spectral density", (long) run * most + krylov.size(), (long) runs * most, "product", ""));
            } while (!krylov.isFull() && krylov.coupling() > 0);
            var spectrum = krylov.spectrum();
            var weights = new double[spectrum.size()];
            for (int i = 0; i < weights.length; i++) {
                double first = spectrum.component(0, i);
                weights[i] = first * first;
            }
            return Optional.of(Quadrature.of(spectrum.values(), weights));
        }
    }

    private Tensor start(SymmetricOperator operator, int run) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(Signs.draw(operator, seed, START, run));
        }
    }
}
