package dev.orograph.data;

import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Turns each image about its centre by an angle uniform in [−max, max], with bilinear interpolation.
 *
 * @param maxDegrees largest angle, above 0 to 180
 */
public record Rotation(double maxDegrees) implements Augmentation {
    private static final long BILINEAR = 0;
    private static final long ZEROS = 0;

    public Rotation {
        if (!(maxDegrees > 0 && maxDegrees <= 180)) {
            throw new IllegalArgumentException(
                    "largest angle of a rotation is " + maxDegrees + " degrees; it must lie above 0 to 180");
        }
    }

    @Override
    public Tensor apply(Tensor batch, List<Float> background, long seed) {
        var random = RandomStream.of(seed);
        var radians = new double[Math.toIntExact(batch.size(0))];
        for (int i = 0; i < radians.length; i++) {
            radians[i] = Math.toRadians(maxDegrees * (2 * random.nextDouble() - 1));
        }
        return turn(batch, background, radians);
    }

    /** Turns each image by its own angle, anticlockwise as seen with row 0 at the top. */
    static Tensor turn(Tensor batch, List<Float> background, double[] radians) {
        try (var scope = new PointerScope()) {
            var fill = Background.of(batch, background);
            double aspect = (double) batch.size(2) / batch.size(3);
            var matrices = new float[6 * radians.length];
            for (int i = 0; i < radians.length; i++) {
                // from coordinates in [−1, 1] of the result to those of the source, rows pointing down
                double cosine = StrictMath.cos(radians[i]);
                double sine = StrictMath.sin(radians[i]);
                matrices[6 * i] = (float) cosine;
                matrices[6 * i + 1] = (float) (-sine * aspect);
                matrices[6 * i + 3] = (float) (sine / aspect);
                matrices[6 * i + 4] = (float) cosine;
            }
            long[] sizes = {batch.size(0), batch.size(1), batch.size(2), batch.size(3)};
            var grid = torch.affine_grid(Tensors.of(matrices, radians.length, 2, 3), sizes, false);
            return Tensors.keep(torch.grid_sampler(batch.sub(fill), grid, BILINEAR, ZEROS, false)
                    .add(fill));
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "rotate:%s", maxDegrees);
    }
}
