package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuonTest {
    private static final Layout NETWORK = Layout.builder()
            .add("conv.weight", BlockKind.WEIGHT, 4, 3, 2, 2)
            .add("conv.bias", BlockKind.BIAS, 4)
            .add("norm.weight", BlockKind.NORM_SCALE, 4)
            .add("hidden.weight", BlockKind.WEIGHT, 5, 4)
            .add("last.weight", BlockKind.WEIGHT, 2, 5)
            .add("last.bias", BlockKind.BIAS, 2)
            .build();

    private static Tensor random(long seed) {
        return RandomStream.of(seed).gaussians(NETWORK.elements(), Precision.FLOAT64);
    }

    private static Muon muon(String text) {
        return (Muon) OptimizerSettings.parse(text);
    }

    @Test
    void takesHiddenMatricesUnlessToldOtherwise() {
        assertThat(muon("muon").matrices(NETWORK))
                .extracting(Block::name)
                .containsExactly("conv.weight", "hidden.weight");
        assertThat(muon("muon:all=true").matrices(NETWORK))
                .extracting(Block::name)
                .containsExactly("conv.weight", "hidden.weight", "last.weight");
    }

    /** s·NS(g) of the kernel as a matrix [4, 12] with the singular values of the update, and AdamW's steps elsewhere. */
    @Test
    void orthogonalisesKernelsAsMatricesAndLeavesTheRestToAdamW() {
        try (var scope = new PointerScope();
                var muon = muon("muon:lr=0.5,weight_decay=0,adamw_lr=0.25").start(NETWORK, random(1));
                var adam = OptimizerSettings.parse("adamw").start(NETWORK, random(1))) {
            var start = random(1);
            var gradient = random(2);
            var theta = start.clone();
            muon.step(at -> new Evaluation(0, gradient.clone()), theta, 0.1); // a fifth of both rates
            var kernel = NETWORK.view(theta.sub(start), NETWORK.block("conv.weight"));
            var values = torch.linalg_svdvals(kernel.view(4, 12)).div(new Scalar(0.1));
            assertThat(Tensors.toDoubles(values)).hasSize(4).containsExactly(new double[] {1, 1, 1, 1}, within(0.35));

            var expected = start.clone();
            adam.step(at -> new Evaluation(0, gradient.clone()), expected, 0.05);
            for (var name : new String[] {"conv.bias", "norm.weight", "last.weight", "last.bias"}) {
                var block = NETWORK.block(name);
                assertThat(Tensors.toDoubles(NETWORK.view(theta, block)))
                        .containsExactly(Tensors.toDoubles(NETWORK.view(expected, block)), within(1e-15));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"original, 4, 12, 1", "original, 12, 3, 2", "match_rms_adamw, 4, 25, 1"})
    void stepsFollowTheShape(String word, double rows, double columns, double factor) {
        assertThat(muon("muon:adjust_lr_fn=" + word).adjustment().factor(rows, columns))
                .isCloseTo(factor, within(1e-15));
    }

    /** Enough steps of the classical cubic iteration, 1.5X − ½XXᵀX, give Q of the polar decomposition G = QP. */
    @Test
    void theCubicIterationFindsTheOrthogonalFactor() {
        var iteration = muon("muon:ns_coefficients=1.5/-0.5/0,ns_steps=60").iteration();
        try (var scope = new PointerScope()) {
            var matrix = random(3).narrow(0, 0, 15).view(5, 3);
            var factor = iteration.orthogonalize(matrix);
            var identity = new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
            assertThat(Tensors.toDoubles(factor.t().mm(factor))).containsExactly(identity, within(1e-12));
            var positive = factor.t().mm(matrix);
            assertThat(Tensors.toDoubles(positive)).containsExactly(Tensors.toDoubles(positive.t()), within(1e-12));
            assertThat(positive.trace().item_double())
                    .isCloseTo(torch.linalg_svdvals(matrix).sum().item_double(), within(1e-12));
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> OptimizerSettings.parse("muon:adjust_lr_fn=none"))
                .hasMessage("muon adjust_lr_fn 'none' is unknown; choose original or match_rms_adamw");
        assertThatThrownBy(() -> OptimizerSettings.parse("muon:ns_coefficients=1/2"))
                .hasMessage("muon ns_coefficients must be three numbers such as 3.4445/-4.775/2.0315, not 2");
        assertThatThrownBy(() -> OptimizerSettings.parse("muon:ns_steps=100"))
                .hasMessage("muon ns_steps 100 must be at least 0 and below 100");
    }
}
