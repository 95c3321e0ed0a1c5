package dev.orograph.optimize;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The step of {@link Muon}. Remembers {@code momentum_buffer}, as long as θ, and what AdamW remembers of the rest under
 * {@code adamw.}.
 */
final class OrthogonalMove implements Move {
    private static final String MOMENTUM = "momentum_buffer";

    private final Muon settings;
    private final Layout layout;
    private final List<Block> matrices;
    private final Optional<Rest> rest;
    private final Memory own;
    private final Memory memory;

    OrthogonalMove(Muon settings, Layout layout, Tensor theta) {
        this.settings = settings;
        this.layout = layout;
        this.matrices = settings.matrices(layout);
        this.rest = Rest.of(settings.rest(), layout, matrices, theta);
        this.own = new Memory(theta, MOMENTUM);
        this.memory = rest.map(others ->
                        Memory.joined(List.of(own, others.move.memory().prefixed("adamw."))))
                .orElse(own);
    }

    /** What is not Muon's. */
    private record Rest(Stretches stretches, AdaptiveMoments move) {
        static Optional<Rest> of(AdamW settings, Layout layout, List<Block> matrices, Tensor theta) {
            var blocks = layout.blocks().stream()
                    .filter(block -> !matrices.contains(block))
                    .toList();
            if (blocks.isEmpty()) {
                return Optional.empty();
            }
            try (var scope = new PointerScope()) {
                var stretches = Stretches.of(blocks);
                return Optional.of(new Rest(stretches, AdaptiveMoments.of(settings.asAdam(), stretches.gather(theta))));
            }
        }

        void apply(Tensor gradient, Step step, double rate) {
            var theta = stretches.copy(step.theta());
            move.apply(stretches.copy(gradient), new Step(step.number(), rate, theta, step.function()));
            stretches.scatter(theta, step.theta());
        }
    }

    @Override
    public void apply(Tensor update, Step step) {
        rest.ifPresent(others -> others.apply(update, step, restRate(step)));
        var momentum = own.tensor(MOMENTUM).lerp_(update, new Scalar(1 - settings.momentum()));
        var direction = settings.nesterov() ? update.lerp_(momentum, new Scalar(settings.momentum())) : momentum;
        for (var block : matrices) {
            try (var scope = new PointerScope()) {
                move(matrix(step.theta(), block), matrix(direction, block), step.learningRate());
            }
        }
    }

    /** AdamW's own rate, scaled by what the schedule makes of Muon's; a Muon at rest has no schedule. */
    private double restRate(Step step) {
        double factor = settings.learningRate() == 0 ? 1 : step.learningRate() / settings.learningRate();
        return settings.rest().learningRate() * factor;
    }

    private Tensor matrix(Tensor flat, Block block) {
        return layout.view(flat, block).view(block.shape().sizes()[0], -1);
    }

    private void move(Tensor weights, Tensor direction, double learningRate) {
        double factor = settings.adjustment().factor((double) weights.size(0), (double) weights.size(1));
        weights.mul_(new Scalar(1 - learningRate * settings.weightDecay()))
                .sub_(settings.iteration().orthogonalize(direction), new Scalar(learningRate * factor));
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public void close() {
        own.close();
        rest.ifPresent(others -> others.move.close());
    }
}
