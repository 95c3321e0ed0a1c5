package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;

/**
 * Another start, each matrix divided by its largest singular value (kernels as matrices with a row per output) and
 * multiplied by a norm. A matrix of zeros stays as it is.
 *
 * @param start what is divided
 * @param norm the largest singular value afterwards, above 0
 */
record SpectralScaling(Initializer start, double norm) implements Initializer {
    SpectralScaling {
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new IllegalArgumentException("spectral norm " + norm + " must be a number above 0");
        }
    }

    /** {@code spectral:norm=1}. */
    static SpectralScaling of(Initializer start, Specification given) {
        given.allow("norm");
        return new SpectralScaling(start, given.number("norm", 1));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        var values = start.draw(block, stream);
        try (var scope = new PointerScope()) {
            var matrix = Tensors.of(values, block.rows(), block.columns());
            double largest = WeightSpectrum.of(matrix).spectralNorm();
            for (int i = 0; i < values.length && largest > 0; i++) {
                values[i] *= norm / largest;
            }
        }
        return values;
    }

    @Override
    public String warning() {
        return start.warning();
    }
}
