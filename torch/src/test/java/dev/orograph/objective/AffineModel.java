package dev.orograph.objective;

import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** The smallest network there is: outputs = inputs·Wᵀ + b. */
public record AffineModel(int inputs, int outputs) implements Model {
    @Override
    public String description() {
        return "affine";
    }

    @Override
    public Layout layout() {
        return Layout.builder()
                .add("weight", BlockKind.WEIGHT, outputs, inputs)
                .add("bias", BlockKind.BIAS, outputs)
                .build();
    }

    @Override
    public State initialState() {
        return State.empty();
    }

    @Override
    public Tensor forward(Tensor theta, State state, Tensor input, Mode mode) {
        try (var scope = new PointerScope()) {
            var blocks = layout().split(theta);
            return Tensors.keep(input.flatten(1, -1).mm(blocks.get(0).t()).add(blocks.get(1)));
        }
    }

    @Override
    public Model forOtherThread() {
        return this;
    }
}
