package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/**
 * Orthogonalised momentum for the matrices of a network and AdamW for the rest (Jordan et al. 2024), as {@code
 * torch.optim.Muon}: m ← μm + (1 − μ)g; U = g + μ(m − g) with Nesterov's momentum, otherwise m; θ ← (1 − ηλ)θ − η·s·NS(U)
 * with {@link NewtonSchulz} in the type of θ, where torch rounds to bfloat16 inside.
 *
 * <p>Muon's are the weights of two dimensions and more, kernels as matrices [outputs, rest], except those of the last layer;
 * with {@code all=true} those too. Everything else is AdamW's, whose rate follows the same schedule.
 *
 * @param learningRate η, at least 0
 * @param weightDecay λ, at least 0, decoupled
 * @param momentum μ, in [0, 1)
 * @param nesterov looks ahead
 * @param iteration NS, {@code ns_coefficients}, {@code ns_steps} and {@code eps}
 * @param adjustment s, {@code adjust_lr_fn}
 * @param all also the weights of the last layer
 * @param rest for the other parameters, {@code adamw_lr} and so on
 */
public record Muon(
        double learningRate,
        double weightDecay,
        double momentum,
        boolean nesterov,
        NewtonSchulz iteration,
        Adjustment adjustment,
        boolean all,
        AdamW rest)
        implements OptimizerSettings {
    private static final NewtonSchulz ITERATION = new NewtonSchulz(NewtonSchulz.STEEPEST, 5, 1e-7);

    /** As beside Muon in torch's documentation. */
    private static final AdamW REST = AdamW.defaults().withLearningRate(3e-4);

    private static final Muon DEFAULTS = new Muon(0.02, 0.1, 0.95, true, ITERATION, Adjustment.ORIGINAL, false, REST);

    /** How the shape of a matrix scales its steps. */
    public enum Adjustment {
        /** √max(1, rows/columns). */
        ORIGINAL,
        /** 0.2·√max(rows, columns), which gives steps as large as AdamW's (arXiv 2502.16982). */
        MATCH_RMS_ADAMW;

        double factor(double rows, double columns) {
            return switch (this) {
                case ORIGINAL -> Math.sqrt(Math.max(1, rows / columns));
                case MATCH_RMS_ADAMW -> 0.2 * Math.sqrt(Math.max(rows, columns));
            };
        }

        private static Adjustment parse(String text) {
            for (var adjustment : values()) {
                if (adjustment.toString().equals(text)) {
                    return adjustment;
                }
            }
            throw new IllegalArgumentException(
                    "muon adjust_lr_fn '" + text + "' is unknown; choose original or match_rms_adamw");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Muon {
        Specification.atLeast(0, "muon lr", learningRate);
        Specification.atLeast(0, "muon weight_decay", weightDecay);
        Specification.belowOne("muon momentum", momentum);
    }

    static Muon of(Specification given) {
        given.allow(
                "lr",
                "weight_decay",
                "momentum",
                "nesterov",
                "ns_coefficients",
                "ns_steps",
                "eps",
                "adjust_lr_fn",
                "all",
                "adamw_lr",
                "adamw_beta1",
                "adamw_beta2",
                "adamw_eps",
                "adamw_weight_decay");
        var iteration = new NewtonSchulz(
                given.has("ns_coefficients") ? given.numbers("ns_coefficients") : ITERATION.coefficients(),
                (int) given.count("ns_steps", ITERATION.steps()),
                given.number("eps", ITERATION.epsilon()));
        var rest = new AdamW(
                given.number("adamw_lr", REST.learningRate()),
                given.number("adamw_beta1", REST.beta1()),
                given.number("adamw_beta2", REST.beta2()),
                given.number("adamw_eps", REST.epsilon()),
                given.number("adamw_weight_decay", REST.weightDecay()),
                false,
                false);
        return new Muon(
                given.number("lr", DEFAULTS.learningRate),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.number("momentum", DEFAULTS.momentum),
                given.flag("nesterov", true),
                iteration,
                Adjustment.parse(given.values().getOrDefault("adjust_lr_fn", DEFAULTS.adjustment.toString())),
                given.flag("all", false),
                rest);
    }

    @Override
    public String text() {
        var text = new SpecificationText("muon")
                .add("lr", learningRate)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("momentum", momentum, DEFAULTS.momentum);
        if (!nesterov) {
            text.add("nesterov", "false");
        }
        if (!iteration.coefficients().equals(ITERATION.coefficients())) {
            text.add(
                    "ns_coefficients",
                    String.join(
                            "/",
                            iteration.coefficients().stream()
                                    .map(String::valueOf)
                                    .toList()));
        }
        text.add("ns_steps", iteration.steps(), ITERATION.steps()).add("eps", iteration.epsilon(), ITERATION.epsilon());
        if (adjustment != DEFAULTS.adjustment) {
            text.add("adjust_lr_fn", adjustment.toString());
        }
        return text.add("all", all)
                .add("adamw_lr", rest.learningRate(), REST.learningRate())
                .add("adamw_beta1", rest.beta1(), REST.beta1())
                .add("adamw_beta2", rest.beta2(), REST.beta2())
                .add("adamw_eps", rest.epsilon(), REST.epsilon())
                .add("adamw_weight_decay", rest.weightDecay(), REST.weightDecay())
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().chain(new OrthogonalMove(this, layout, theta));
    }

    /** The blocks that are orthogonalised. */
    List<Block> matrices(Layout layout) {
        var weights = layout.blocks().stream()
                .filter(block ->
                        block.kind() == BlockKind.WEIGHT && block.shape().rank() >= 2)
                .toList();
        return all || weights.isEmpty() ? weights : weights.subList(0, weights.size() - 1);
    }
}
