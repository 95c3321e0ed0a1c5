package dev.orograph.network;

import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * x where it is positive, a·x elsewhere, with a learned slope a (He et al. 2015, arXiv:1502.01852), at first 0.25.
 *
 * @param tie uses with the same non-empty tie share one slope, which occurs in θ once, under the name of the first use;
 *     empty for a slope of its own
 * @param slopes 1, or as many as there are channels
 */
public record PRelu(String tie, long slopes) implements Activation {
    /** One slope for all channels. */
    public PRelu(String tie) {
        this(tie, 1);
    }

    /** One with a slope of its own. */
    public PRelu() {
        this("");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.constant("weight", BlockKind.SLOPE, 0.25, slopes));
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.prelu(input, operands.parameter(0));
    }
}
