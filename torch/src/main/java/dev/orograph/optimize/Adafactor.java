package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adaptive steps whose mean squares are kept as row and column factors (arXiv 1804.04235), as {@code
 * torch.optim.Adafactor}, block by block of the network: β = 1 − t^κ; the mean square V of a block of two dimensions and
 * more is R·C/mean(R), R and C being the running means of g² over the last dimension and the one before; of a vector it is
 * the running mean of g². u = g/max(√V, ε₁); θ ← θ − α·u/max(1, RMS(u)/d) with α = max(ε₂, RMS(θ))·min(η, 1/√t). Decay is
 * decoupled.
 *
 * @param learningRate η, at least 0
 * @param secondDecay κ, {@code beta2_decay}, at most 0
 * @param epsilon1 ε₁, {@code eps1}, at least 0; by default the spacing of θ's numbers at 1
 * @param epsilon2 ε₂, {@code eps2}, at least 0
 * @param clipping d, at least 1
 * @param weightDecay λ, at least 0
 * @param maximize climbs instead
 */
public record Adafactor(
        double learningRate,
        double secondDecay,
        Optional<Double> epsilon1,
        double epsilon2,
        double clipping,
        double weightDecay,
        boolean maximize)
        implements OptimizerSettings {
    private static final Adafactor DEFAULTS = new Adafactor(1e-2, -0.8, Optional.empty(), 1e-3, 1, 0, false);

    public Adafactor {
        Specification.atLeast(0, "adafactor lr", learningRate);
        if (!(secondDecay <= 0) || Double.isInfinite(secondDecay)) {
            throw new IllegalArgumentException("adafactor beta2_decay " + secondDecay + " must be at most 0");
        }
        epsilon1.ifPresent(value -> Specification.atLeast(0, "adafactor eps1", value));
        Specification.atLeast(0, "adafactor eps2", epsilon2);
        Specification.atLeast(1, "adafactor d", clipping);
        Specification.atLeast(0, "adafactor weight_decay", weightDecay);
    }

    static Adafactor of(Specification given) {
        given.allow("lr", "beta2_decay", "eps1", "eps2", "d", "weight_decay", "maximize");
        return new Adafactor(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta2_decay", DEFAULTS.secondDecay),
                given.has("eps1") ? Optional.of(given.number("eps1", 0)) : Optional.empty(),
                given.number("eps2", DEFAULTS.epsilon2),
                given.number("d", DEFAULTS.clipping),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        var text = new SpecificationText("adafactor")
                .add("lr", learningRate)
                .add("beta2_decay", secondDecay, DEFAULTS.secondDecay);
        epsilon1.ifPresent(value -> text.add("eps1", value));
        return text.add("eps2", epsilon2, DEFAULTS.epsilon2)
                .add("d", clipping, DEFAULTS.clipping)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().maximize(maximize).chain(new Factors(layout, theta));
    }

    /** The move; remembers {@code row_var} and {@code col_var}, or {@code variance}, of every block by its name. */
    private final class Factors implements Move {
        private final Layout layout;
        private final double smallest;
        private final Memory memory;

        Factors(Layout layout, Tensor theta) {
            this.layout = layout;
            this.smallest = epsilon1.orElseGet(() -> Precision.of(theta).epsilon());
            this.memory = new Memory(theta);
            try (var scope = new PointerScope()) {
                for (var block : layout.blocks()) {
                    remember(block, layout.view(theta, block));
                }
            }
        }

        private void remember(Block block, Tensor weights) {
            int rank = block.shape().rank();
            if (rank > 1) {
                memory.add(rows(block), torch.zeros_like(mean(weights, -1)));
                memory.add(columns(block), torch.zeros_like(mean(weights, -2)));
            } else {
                memory.add(variance(block), torch.zeros_like(weights));
            }
        }

        @Override
        public void apply(Tensor update, Step step) {
            for (var block : layout.blocks()) {
                try (var scope = new PointerScope()) {
                    move(block, layout.view(step.theta(), block), layout.view(update, block), step);
                }
            }
        }

        private void move(Block block, Tensor weights, Tensor gradient, Step step) {
            double rate = Math.max(epsilon2, rootMeanSquare(weights))
                    * Math.min(step.learningRate(), 1 / Math.sqrt((double) step.number()));
            if (weightDecay != 0) {
                weights.mul_(new Scalar(1 - step.learningRate() * weightDecay));
            }
            var share = new Scalar(Math.pow((double) step.number(), secondDecay));
            var square = block.shape().rank() > 1 ? product(block, gradient, share) : own(block, gradient, share);
            gradient.mul_(square.clamp_min_(new Scalar(smallest * smallest)).rsqrt_());
            double excess = Math.max(1, rootMeanSquare(gradient) / clipping);
            weights.sub_(gradient, new Scalar(rate / excess));
        }

        private Tensor product(Block block, Tensor gradient, Scalar share) {
            var square = gradient.square();
            var rows = memory.tensor(rows(block)).lerp_(mean(square, -1), share);
            var columns = memory.tensor(columns(block)).lerp_(mean(square, -2), share);
            return rows.matmul(columns).div_(mean(rows, -2).clamp_min_(new Scalar(smallest)));
        }

        private Tensor own(Block block, Tensor gradient, Scalar share) {
            return memory.tensor(variance(block))
                    .lerp_(gradient.square(), share)
                    .clone();
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }

    private static Tensor mean(Tensor values, long dimension) {
        return values.mean(new long[] {dimension}, true, new ScalarTypeOptional());
    }

    private static double rootMeanSquare(Tensor values) {
        return values.norm().item_double() / Math.sqrt((double) values.numel());
    }

    private static String rows(Block block) {
        return "row_var." + block.name();
    }

    private static String columns(Block block) {
        return "col_var." + block.name();
    }

    private static String variance(Block block) {
        return "variance." + block.name();
    }
}
