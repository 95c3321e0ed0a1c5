package dev.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanczosTest {
    private final PointerScope scope = new PointerScope();

    @AfterEach
    void release() {
        scope.close();
    }

    /** 300 eigenvalues: a bulk in [−1.5, 1.5] and outliers at both ends. */
    private static double[] spectrum() {
        var values = new double[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = -1.5 + 3.0 * i / values.length;
        }
        values[0] = -7;
        values[1] = -2;
        values[2] = 10;
        values[3] = 8;
        values[4] = 3;
        return values;
    }

    private static double[] values(Eigenpairs pairs) {
        return pairs.values().stream().mapToDouble(Eigenvalue::value).toArray();
    }

    @Test
    void findsTheLargestMagnitudesFirst() {
        var operator = MatrixOperator.of(1, spectrum());
        try (var pairs = Lanczos.top(4).withTolerance(1e-9).solve(operator, Listener.NONE)) {
            assertThat(values(pairs)).containsExactly(new double[] {10, 8, -7, 3}, within(1e-8));
            assertThat(pairs.isConverged()).isTrue();
            assertThat(pairs.isRankAssured()).isTrue();
            assertThat(pairs.isOrthogonal()).isTrue();
            assertThat(pairs.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(pairs.products()).isEqualTo(operator.products()).isLessThan(100);
        }
    }

    @Test
    void findsEitherEndOrBoth() {
        var operator = MatrixOperator.of(2, spectrum());
        var search = Lanczos.top(2);
        try (var largest = search.withEnd(Extreme.LARGEST).solve(operator, Listener.NONE);
                var smallest = search.withEnd(Extreme.SMALLEST).solve(operator, Listener.NONE);
                var both = search.withEnd(Extreme.BOTH_ENDS).solve(operator, Listener.NONE)) {
            assertThat(values(largest)).containsExactly(new double[] {10, 8}, within(1e-4));
            assertThat(values(smallest)).containsExactly(new double[] {-7, -2}, within(1e-4));
            assertThat(values(both)).containsExactly(new double[] {10, -7}, within(1e-4));
        }
    }

    @Test
    void residualsAreTrue() {
        var operator = MatrixOperator.of(3, spectrum());
        try (var pairs = Lanczos.top(3).withTolerance(1e-3).solve(operator, Listener.NONE)) {
            for (int i = 0; i < 3; i++) {
                var vector = pairs.vector(i);
                var value = pairs.values().get(i);
                double residual = operator.apply(vector)
                        .sub(vector.mul(new Scalar(value.value())))
                        .norm()
                        .item_double();
                assertThat(vector.norm().item_double()).isEqualTo(1, within(1e-12));
                assertThat(residual).isEqualTo(value.residual(), within(1e-10));
            }
        }
    }

    @Test
    void restartsWhereMemoryIsShort() {
        var operator = MatrixOperator.of(4, spectrum());
        long twelveVectors = 13L * 300 * Double.BYTES;
        try (var pairs =
                Lanczos.top(4).withTolerance(1e-8).withBasisBytes(twelveVectors).solve(operator, Listener.NONE)) {
            assertThat(values(pairs)).containsExactly(new double[] {10, 8, -7, 3}, within(1e-7));
            assertThat(pairs.isRankAssured()).isTrue();
            assertThat(pairs.products()).isGreaterThan(12);
        }
    }

    @Test
    void saysHowMuchMemoryItNeeds() {
        var operator = MatrixOperator.of(4, spectrum());
        assertThatThrownBy(() -> Lanczos.top(4).withBasisBytes(10_000).solve(operator, Listener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 eigenpairs of 300 parameters need a basis of at least");
    }

    @Test
    void findsEigenvaluesThatOccurSeveralTimesInASmallOperator() {
        var operator = MatrixOperator.of(5, 5, 5, 5, 1, 1, 0);
        try (var pairs = Lanczos.top(6).solve(operator, Listener.NONE)) {
            assertThat(values(pairs)).containsExactly(new double[] {5, 5, 5, 1, 1, 0}, within(1e-10));
            assertThat(pairs.isRankAssured()).isTrue();
        }
    }

    @Test
    void knowsAllOfTheIdentityAtOnce() {
        var ones = new double[50];
        Arrays.fill(ones, 2);
        try (var pairs = Lanczos.top(1).solve(MatrixOperator.of(6, ones), Listener.NONE)) {
            assertThat(values(pairs)).containsExactly(new double[] {2}, within(1e-12));
            assertThat(pairs.products()).isLessThan(5);
        }
    }

    @Test
    void findsNothingButZeroInAnOperatorOfZeros() {
        try (var pairs = Lanczos.top(2).solve(MatrixOperator.of(7, new double[20]), Listener.NONE)) {
            assertThat(values(pairs)).containsExactly(0, 0);
            assertThat(pairs.isConverged()).isTrue();
        }
    }

    @Test
    void stopsAtTheLimitAndSaysSo() {
        var operator = MatrixOperator.of(8, spectrum());
        try (var pairs = Lanczos.top(4).withMostProducts(5).solve(operator, Listener.NONE)) {
            assertThat(pairs.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
            assertThat(pairs.products()).isEqualTo(5);
            assertThat(pairs.isRankAssured()).isFalse();
            assertThat(pairs.isConverged()).isFalse();
        }
    }

    @Test
    void keepsWhatItHasWhenCancelled() {
        var operator = MatrixOperator.of(9, spectrum());
        var listener = new Listener() {
            private long done;

            @Override
            public void onProgress(Progress progress) {
                done = progress.done();
            }

            @Override
            public boolean isCancelled() {
                return done >= 7;
            }
        };
        try (var pairs = Lanczos.top(2).withTolerance(1e-12).solve(operator, listener)) {
            assertThat(pairs.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(pairs.products()).isEqualTo(7);
            assertThat(pairs.values()).hasSize(2);
        }
    }

    @Test
    void equalSeedsGiveEqualBits() {
        var operator = MatrixOperator.of(10, Precision.FLOAT32, spectrum());
        try (var first = Lanczos.top(2).withSeed(3).solve(operator, Listener.NONE);
                var second = Lanczos.top(2).withSeed(3).solve(operator, Listener.NONE)) {
            assertThat(Tensors.toDoubles(first.vectors())).isEqualTo(Tensors.toDoubles(second.vectors()));
            assertThat(first.values()).isEqualTo(second.values());
        }
    }

    @Test
    void refusesMoreEigenpairsThanThereAre() {
        var operator = MatrixOperator.of(11, 1, 2, 3);
        assertThatThrownBy(() -> Lanczos.top(4).solve(operator, Listener.NONE))
                .hasMessage("4 eigenpairs exceed the operator's size 3; ask for at most that");
    }

    @Test
    void agreesWithTheExactSpectrumOfANetwork() {
        try (var network = new TinyNetwork();
                var hessian = network.hessian();
                var top = Lanczos.top(10).withTolerance(1e-7).solve(hessian, Listener.NONE);
                var bottom = Lanczos.top(3)
                        .withEnd(Extreme.SMALLEST)
                        .withTolerance(1e-5)
                        .solve(hessian, Listener.NONE)) {
            var exact = TinyNetwork.spectra().hessian();
            double allowed = 1e-6 * exact.get(1209);
            for (int i = 0; i < 10; i++) {
                assertThat(top.values().get(i).value()).isEqualTo(exact.get(1209 - i), within(allowed));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(bottom.values().get(i).value()).isEqualTo(exact.get(i), within(allowed));
            }
            assertThat(top.isRankAssured()).isTrue();
        }
    }

    @Test
    void powerIterationFindsTheSameWithMoreProducts() {
        var operator = MatrixOperator.of(12, spectrum());
        try (var power = new PowerIteration(3, 1e-8, 1000, 0).solve(operator, Listener.NONE);
                var lanczos = Lanczos.top(3).solve(operator, Listener.NONE)) {
            assertThat(values(power)).containsExactly(new double[] {10, 8, -7}, within(1e-4));
            assertThat(power.products()).isGreaterThan(lanczos.products());
            IntStream.range(0, 3)
                    .forEach(i -> assertThat(Math.abs(
                                    power.vector(i).dot(lanczos.vector(i)).item_double()))
                            .isEqualTo(1, within(1e-4)));
        }
    }
}
