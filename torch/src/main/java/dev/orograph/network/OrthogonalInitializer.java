package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * A matrix with orthonormal rows, or columns where there are fewer of them, times a factor: gain (Saxe et al. 2014,
 * arXiv:1312.6120), or √(2/n_in) for the scaled form. Q of the QR decomposition of a normal matrix, made in float64,
 * its columns multiplied by the signs of R's diagonal, so that Q is uniform over all of them (Mezzadri 2007,
 * arXiv:math-ph/0609050).
 *
 * @param gain all singular values; multiplied by √(2/n_in) if {@code isScaled}
 */
record OrthogonalInitializer(double gain, boolean isScaled) implements Initializer {
    /** {@code orthogonal:gain=1} or {@code orthogonal:activation=relu}. */
    static OrthogonalInitializer of(Specification given) {
        given.allow("gain", "activation", "a");
        return new OrthogonalInitializer(ActivationGain.of(given, "linear"), false);
    }

    /** {@code scaled-orthogonal}. */
    static OrthogonalInitializer scaled(Specification given) {
        given.allow("gain");
        return new OrthogonalInitializer(ActivationGain.of(given, "linear"), true);
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        double factor = isScaled ? gain * Math.sqrt(2.0 / block.fanIn()) : gain;
        var values = orthonormal(block.rows(), block.columns(), stream);
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    private static double[] orthonormal(long rows, long columns, RandomStream stream) {
        long tall = Math.max(rows, columns);
        long narrow = Math.min(rows, columns);
        var normal = NormalInitializer.normal(Math.toIntExact(rows * columns), 0, 1, stream);
        try (var scope = new PointerScope()) {
            var parts = torch.linalg_qr(Tensors.of(normal, tall, narrow));
            var signs = parts.get1().diagonal().sign();
            var basis = parts.get0().mul(signs);
            return Tensors.toDoubles(rows < columns ? basis.t() : basis);
        }
    }
}
