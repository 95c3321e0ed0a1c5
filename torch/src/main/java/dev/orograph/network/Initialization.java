package dev.orograph.network;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** How a network's parameters start. One implementation per published initialiser. */
@FunctionalInterface
public interface Initialization {
    /**
     * A new flat vector, float32, [layout().elements()]; belongs to the current scope. The same network and seed give
     * the same numbers on every machine.
     */
    Tensor initialTheta(Program program, long seed);

    /**
     * torch's: weights and biases of affine and convolutional layers uniform on ±1/√(inputs of an output) (for the
     * weights this is He's uniform with a = √5), normalisation scales 1 and shifts 0, slopes of PReLU 0.25. Block
     * number i is drawn in order from the {@linkplain RandomStream stream} of (seed, i).
     */
    static Initialization defaults() {
        return Initialization::uniformTheta;
    }

    private static Tensor uniformTheta(Program program, long seed) {
        var layout = program.layout();
        var values = new float[Math.toIntExact(layout.elements())];
        for (var binding : program.bindings()) {
            var parameters = binding.operation().parameters();
            for (int i = 0; i < parameters.size(); i++) {
                fill(values, layout, binding.blocks().get(i), parameters.get(i), seed);
            }
        }
        return Tensors.of(values, values.length);
    }

    private static void fill(float[] values, Layout layout, int position, Parameter parameter, long seed) {
        var block = layout.blocks().get(position);
        var stream = RandomStream.of(seed, position);
        for (int i = (int) block.offset(); i < block.end(); i++) {
            double uniform = parameter.bound() == 0 ? 0 : 2 * stream.nextDouble() - 1;
            values[i] = (float) (parameter.center() + parameter.bound() * uniform);
        }
    }
}
