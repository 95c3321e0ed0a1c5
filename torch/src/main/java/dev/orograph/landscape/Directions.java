package dev.orograph.landscape;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Where directions in parameter space come from. Each is [elements] and belongs to the current scope. */
public final class Directions {
    private Directions() {}

    /**
     * Independent N(0, 1) numbers, in the order of the layout.
     *
     * @param seed the landscape's seed
     * @param axis 0 for x, 1 for y, …: axes of one seed are independent of each other
     */
    public static Tensor random(Layout layout, long seed, int axis, Precision precision) {
        return RandomStream.of(seed, axis).gaussians(layout.elements(), precision);
    }

    /** From one network's weights to another's: {@code to − from}. */
    public static Tensor between(Tensor from, Tensor to) {
        return to.sub(from);
    }

    /**
     * The unit vector of one parameter.
     *
     * @throws IllegalArgumentException if there is no such block or position
     */
    public static Tensor coordinate(Layout layout, Coordinate coordinate, Precision precision) {
        try (var scope = new PointerScope()) {
            var direction = torch.zeros(new long[] {layout.elements()}, precision.options());
            direction.narrow(0, coordinate.position(layout), 1).fill_(new Scalar(1.0));
            return Tensors.keep(direction);
        }
    }
}
