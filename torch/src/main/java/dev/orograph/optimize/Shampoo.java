package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Shampoo (arXiv 1802.09568): for every block of parameters, a tensor G of k dimensions, and each of its dimensions i a
 * matrix L_i = εI + Σ mat_i(G)·mat_i(G)ᵀ over all steps; the update is G ×₁ L₁^(−p) … ×ₖ Lₖ^(−p) with p = 1/(2k), and
 * goes through momentum.
 *
 * @param learningRate η, at least 0
 * @param momentum μ, at least 0, of the preconditioned gradient as torch's SGD
 * @param weightDecay λ, at least 0, coupled: added to the gradient
 * @param epsilon ε, above 0
 * @param exponent p, at least 0; 0 for 1/(2k)
 * @param interval steps between two computations of the roots, which are computed in each of the first {@code interval}
 *     steps too, while the matrices are new
 * @param limit the largest dimension with a matrix; of larger ones only the diagonal is kept, as in the paper's diagonal
 *     variant
 */
public record Shampoo(
        double learningRate,
        double momentum,
        double weightDecay,
        double epsilon,
        double exponent,
        long interval,
        long limit)
        implements OptimizerSettings {
    private static final Shampoo DEFAULTS = new Shampoo(0.01, 0.9, 0, 1e-4, 0, 10, 1024);

    public Shampoo {
        Specification.atLeast(0, "shampoo lr", learningRate);
        Specification.atLeast(0, "shampoo momentum", momentum);
        Specification.atLeast(0, "shampoo weight_decay", weightDecay);
        if (Specification.atLeast(0, "shampoo eps", epsilon) == 0) {
            throw new IllegalArgumentException("shampoo eps 0 leaves roots undefined; choose a number such as 1e-4");
        }
        Specification.atLeast(0, "shampoo exponent", exponent);
        Specification.atLeast(1, "shampoo interval", (double) interval);
        Specification.atLeast(0, "shampoo limit", (double) limit);
    }

    static Shampoo of(Specification given) {
        given.allow("lr", "momentum", "weight_decay", "eps", "exponent", "interval", "limit");
        return new Shampoo(
                given.number("lr", DEFAULTS.learningRate),
                given.number("momentum", DEFAULTS.momentum),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.number("eps", DEFAULTS.epsilon),
                given.number("exponent", DEFAULTS.exponent),
                given.count("interval", DEFAULTS.interval),
                given.count("limit", DEFAULTS.limit));
    }

    @Override
    public String text() {
        var text = new SpecificationText("shampoo")
                .add("lr", learningRate)
                .add("momentum", momentum, DEFAULTS.momentum)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("exponent", exponent, DEFAULTS.exponent);
        text = interval == DEFAULTS.interval ? text : text.add("interval", interval);
        return (limit == DEFAULTS.limit ? text : text.add("limit", limit)).toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        var links = new Links().decay(weightDecay, false).add(new Preconditioning(layout, theta));
        if (momentum != 0) {
            links.add(new Momentum(momentum, 0, false, theta));
        }
        return links.chain();
    }

    /** Remembers, for every dimension of every block, {@code preconditioner.BLOCK.i} and {@code root.BLOCK.i}. */
    private final class Preconditioning implements Transform {
        private final Layout layout;
        private final Memory memory;
        private final List<List<Preconditioner>> blocks = new ArrayList<>();

        Preconditioning(Layout layout, Tensor theta) {
            this.layout = layout;
            this.memory = new Memory(theta);
            for (var block : layout.blocks()) {
                int rank = block.shape().rank();
                double power = -(exponent > 0 ? exponent : 0.5 / Math.max(1, rank));
                var ofBlock = new ArrayList<Preconditioner>();
                for (int i = 0; i < rank; i++) {
                    var name = block.name() + "." + i;
                    long size = block.shape().size(i);
                    ofBlock.add(new Preconditioner(memory, name, i, size, size <= limit, epsilon, power, theta));
                }
                blocks.add(ofBlock);
            }
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            boolean isDue = step.number() <= interval || step.number() % interval == 0;
            try (var scope = new PointerScope()) {
                var gradients = layout.split(update);
                for (int i = 0; i < blocks.size(); i++) {
                    precondition(gradients.get(i), blocks.get(i), isDue);
                }
            }
            return update;
        }

        private void precondition(Tensor gradient, List<Preconditioner> dimensions, boolean isDue) {
            try (var scope = new PointerScope()) {
                for (var dimension : dimensions) {
                    dimension.gather(gradient, isDue);
                }
                var changed = gradient;
                for (var dimension : dimensions) {
                    changed = dimension.times(changed);
                }
                gradient.copy_(changed);
            }
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
