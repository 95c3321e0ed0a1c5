package dev.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.spectrum.Estimate;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the matrix is computed once
class TraceTest {
    private final PointerScope scope = new PointerScope();
    private final TinyNetwork network = new TinyNetwork();
    private final double exact = TinyNetwork.spectra().hessian().stream()
            .mapToDouble(Double::doubleValue)
            .sum();
    private final double exactNorm = Math.sqrt(
            TinyNetwork.spectra().hessian().stream().mapToDouble(v -> v * v).sum());
    /** The matrix written out, so that thousands of products take no time. */
    private final MatrixOperator hessian = writtenOut();

    /** The part of the last layer: small enough for thousands of products. */
    private final MatrixOperator lastLayer = MatrixOperator.of(
            hessian.matrix().narrow(0, 1040, 170).narrow(1, 1040, 170).contiguous());

    private MatrixOperator writtenOut() {
        try (var operator = network.hessian()) {
            return MatrixOperator.of(
                    ExactSpectrum.matrix(operator, Listener.NONE).orElseThrow());
        }
    }

    @AfterAll
    void release() {
        network.close();
        scope.close();
    }

    @Test
    void isWithinThreeStandardErrors() {
        var estimate = Hutchinson.of(200, 1)
                .estimate(hessian, List.of(), Listener.NONE)
                .orElseThrow();
        assertThat(estimate.trace().value())
                .isEqualTo(exact, within(3 * estimate.trace().standardError()));
        var norm = estimate.frobenius().orElseThrow();
        assertThat(norm.value()).isEqualTo(exactNorm, within(3 * norm.standardError()));
    }

    @Test
    void intervalsCoverTheTraceAsOftenAsTheySay() {
        assertThat(covered(
                        exact,
                        seed -> Hutchinson.of(20, seed)
                                .estimate(hessian, List.of(), Listener.NONE)
                                .orElseThrow()
                                .trace()))
                .isGreaterThanOrEqualTo(88);
    }

    @Test
    void intervalsOfHutchPlusPlusCoverTheTraceAsOftenAsTheySay() {
        double truth = lastLayer.matrix().trace().item_double();
        assertThat(covered(
                        truth,
                        seed -> new HutchPlusPlus(60, 1L << 30, seed)
                                .estimate(lastLayer, Listener.NONE)
                                .orElseThrow()
                                .trace()))
                .isGreaterThanOrEqualTo(88);
    }

    @Test
    void intervalsOfTheNormCoverItAsOftenAsTheySay() {
        double truth = lastLayer.matrix().norm().item_double();
        assertThat(covered(
                        truth,
                        seed -> Hutchinson.of(60, seed)
                                .estimate(lastLayer, List.of(), Listener.NONE)
                                .orElseThrow()
                                .frobenius()
                                .orElseThrow()))
                .isGreaterThanOrEqualTo(88);
    }

    /** In how many of 100 seeds the 95 % interval holds the true value. */
    private static int covered(double truth, IntFunction<Estimate> draw) {
        int covered = 0;
        for (int seed = 0; seed < 100; seed++) {
            var estimate = draw.apply(seed);
            covered += Math.abs(estimate.value() - truth) <= estimate.margin() ? 1 : 0;
        }
        return covered;
    }

    @Test
    void hutchPlusPlusIsMorePreciseForTheSameProducts() {
        var plain =
                Hutchinson.of(90, 4).estimate(hessian, List.of(), Listener.NONE).orElseThrow();
        var better = new HutchPlusPlus(90, 1L << 30, 4)
                .estimate(hessian, Listener.NONE)
                .orElseThrow();
        assertThat(better.products()).isEqualTo(plain.products());
        assertThat(better.trace().standardError()).isLessThan(plain.trace().standardError() / 3);
    }

    @Test
    void tracesOfBlocksAddUp() {
        var blocks = network.model().layout().blocks();
        var estimate =
                Hutchinson.of(100, 2).estimate(hessian, blocks, Listener.NONE).orElseThrow();
        assertThat(estimate.perBlock().stream().mapToDouble(Estimate::value).sum())
                .isEqualTo(estimate.trace().value(), within(1e-10));
        var matrix = hessian.matrix();
        for (int i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            double truth = matrix.diag()
                    .narrow(0, block.offset(), block.elements())
                    .sum()
                    .item_double();
            var found = estimate.perBlock().get(i);
            assertThat(found.value()).isEqualTo(truth, within(4 * found.standardError()));
        }
    }

    @Test
    void stopsWhereTheWantedPrecisionIsReached() {
        var estimate = new Hutchinson(5000, OptionalDouble.of(0.05), 3)
                .estimate(hessian, List.of(), Listener.NONE)
                .orElseThrow();
        assertThat(estimate.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(estimate.products()).isBetween(11, 4999);
        assertThat(estimate.trace().isWithin(0.05)).isTrue();
    }

    @Test
    void saysWhereTheWantedPrecisionIsNotReached() {
        var estimate = new Hutchinson(12, OptionalDouble.of(1e-6), 3)
                .estimate(hessian, List.of(), Listener.NONE)
                .orElseThrow();
        assertThat(estimate.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
    }

    @Test
    void diagonalIsFoundWithItsError() {
        try (var estimate = DiagonalEstimate.of(hessian, 400, 5, Listener.NONE).orElseThrow()) {
            var truth = Tensors.toDoubles(hessian.matrix().diag());
            var found = Tensors.toDoubles(estimate.diagonal());
            var errors = Tensors.toDoubles(estimate.standardError());
            double squares = 0;
            int uncertain = 0; // pixels that are never inked have a diagonal of zeros, without error
            for (int i = 0; i < truth.length; i++) {
                if (errors[i] > 1e-12) {
                    squares += Math.pow((found[i] - truth[i]) / errors[i], 2);
                    uncertain++;
                } else {
                    assertThat(found[i]).isEqualTo(truth[i], within(1e-12));
                }
            }
            assertThat(uncertain).isGreaterThan(900);
            assertThat(squares / uncertain).isBetween(0.8, 1.25); // errors are as large as they say
        }
    }

    @Test
    void densityHasTheMomentsOfTheExactSpectrum() {
        var density = new SpectralQuadrature(40, 30, 6)
                .estimate(hessian, Listener.NONE)
                .orElseThrow();
        assertThat(density.dimension()).isEqualTo(1210);
        for (int power = 1; power <= 3; power++) {
            int p = power;
            double truth = TinyNetwork.spectra().hessian().stream()
                    .mapToDouble(value -> Math.pow(value, p) / 1210)
                    .sum();
            var moment = density.moment(power);
            assertThat(moment.value()).isEqualTo(truth, within(3 * moment.standardError()));
        }
    }

    @Test
    void quadratureOfFullLengthIsExactForItsStart() {
        var operator = MatrixOperator.of(3, -1, 0.5, 2, 4);
        var density = new SpectralQuadrature(1, 100, 7)
                .estimate(operator, Listener.NONE)
                .orElseThrow();
        assertThat(density.runs().get(0).nodes()).containsExactly(new double[] {-1, 0.5, 2, 4}, within(1e-12));
    }

    @Test
    void refusesSettingsWithoutASense() {
        assertThatThrownBy(() -> Hutchinson.of(1, 0)).hasMessageContaining("needs at least 2");
        assertThatThrownBy(() -> new Hutchinson(10, OptionalDouble.of(0), 0)).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> new HutchPlusPlus(5, 1, 0)).hasMessageContaining("needs at least 6");
        assertThatThrownBy(() -> new SpectralQuadrature(0, 10, 0)).hasMessageContaining("at least one of each");
    }
}
