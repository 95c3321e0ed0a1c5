package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupedTest {
    private static final Layout LAYOUT = Layout.builder()
            .add("body.weight", BlockKind.WEIGHT, 1, 2)
            .add("body.bias", BlockKind.BIAS, 1)
            .add("norm1.weight", BlockKind.NORM_SCALE, 1)
            .add("head.weight", BlockKind.WEIGHT, 2, 1)
            .add("head.bias", BlockKind.BIAS, 1)
            .build();

    private static final double[] START = {1, -2, 3, 4, -5, 6, 7};

    /** Number of the group each element belongs to in {@code *.bias:…;head.*:…}. */
    private static final int[] GROUPS = {0, 0, 1, 0, 2, 2, 1};

    /** ½Σ (i + 1)θᵢ². */
    private static final LossFunction FUNCTION = theta -> {
        var values = Tensors.toDoubles(theta);
        double loss = 0;
        for (int i = 0; i < values.length; i++) {
            loss += (i + 1) * values[i] * values[i] / 2;
            values[i] *= i + 1;
        }
        return new Evaluation(loss, Tensors.of(values, values.length));
    };

    private static Tensor start() {
        return Tensors.of(START, START.length);
    }

    private static double[] walk(String text, int steps, double factor) {
        var settings = OptimizerSettings.parse(text);
        try (var scope = new PointerScope()) {
            var theta = start();
            try (var optimizer = settings.start(LAYOUT, theta)) {
                for (int i = 0; i < steps; i++) {
                    optimizer.step(FUNCTION, theta, settings.learningRate() * factor);
                }
            }
            return Tensors.toDoubles(theta);
        }
    }

    /** With elementwise rules, every element goes as it would alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adamw:lr=0.1,weight_decay=0.5;*.bias:weight_decay=0;head.*:lr=0.01"
                        + "|adamw:lr=0.1,weight_decay=0.5|adamw:lr=0.1,weight_decay=0|adamw:lr=0.01,weight_decay=0.5",
                "sgd:lr=0.02,momentum=0.9;*.bias=adam:lr=0.1;head.*:momentum=0,lr=0.03"
                        + "|sgd:lr=0.02,momentum=0.9|adam:lr=0.1|sgd:lr=0.03",
                "sgd:lr=0.02;*.bias=lion:lr=0.1;head.*=prodigy|sgd:lr=0.02|lion:lr=0.1|"
            })
    void everyGroupGoesItsOwnWay(String text, String main, String first, String second) {
        var together = walk(text, 9, 0.5);
        var alone = new double[][] {
            walk(main, 9, 0.5), walk(first, 9, 0.5), second == null ? together : walk(second, 9, 0.5)
        };
        for (int i = 0; i < GROUPS.length; i++) {
            assertThat(together[i]).as("element %d", i).isCloseTo(alone[GROUPS[i]][i], within(1e-12));
        }
    }

    @Test
    void theFirstMatchWins() {
        var swapped = walk("sgd:lr=0.01;head.*:lr=0.02;*.bias:lr=0.03", 1, 1);
        assertThat(swapped[6]).isEqualTo(7 - 0.02 * 49);
        assertThat(swapped[2]).isEqualTo(3 - 0.03 * 9);
    }

    @Test
    void aRateOfZeroFreezes() {
        var frozen = walk("adamw:lr=0.1;body.*,norm1.*:lr=0", 5, 1);
        assertThat(frozen).startsWith(1, -2, 3, 4);
        assertThat(frozen[4]).isNotEqualTo(-5);
        var allButTheHead = walk("sgd:lr=0;head.*:lr=0.01", 1, 1);
        assertThat(allButTheHead).startsWith(1, -2, 3, 4);
        assertThat(allButTheHead[4]).isCloseTo(-5 + 0.01 * 25, within(1e-15));
    }

    /** Norms per block, so a group of blocks steps as it would among others. */
    @Test
    void layerWiseRatesSeeTheBlocksOfTheirGroup() {
        var grouped = walk("lamb:lr=0.1;*.bias:lr=0.2", 5, 1);
        var whole = walk("lamb:lr=0.1", 5, 1);
        for (int i : new int[] {0, 1, 3, 4, 5}) {
            assertThat(grouped[i]).isCloseTo(whole[i], within(1e-12));
        }
    }

    @Test
    void samGoesAroundTheWhole() {
        var wrapped = walk("sam:rho=0.1+sgd:lr=0.01;*.bias:lr=0.01", 4, 1);
        assertThat(wrapped).containsExactly(walk("sam:rho=0.1+sgd:lr=0.01", 4, 1), within(1e-12));
    }

    @Test
    void evaluatesTheAverageOfTheGroupThatHasOne() {
        try (var scope = new PointerScope()) {
            var theta = start();
            try (var optimizer = OptimizerSettings.parse("sgd:lr=0.01;head.*=schedule-free-adamw:lr=0.1")
                    .start(LAYOUT, theta)) {
                for (int i = 0; i < 3; i++) {
                    optimizer.step(FUNCTION, theta, 0.01);
                }
                var evaluated = Tensors.toDoubles(optimizer.evaluated(theta));
                var moved = Tensors.toDoubles(theta);
                for (int i = 0; i < 4; i++) {
                    assertThat(evaluated[i]).isEqualTo(moved[i]);
                }
                assertThat(evaluated[4]).isNotEqualTo(moved[4]);
            }
        }
    }

    @Test
    void sophiaAsksForItsOwnPartOfTheHessian() throws Exception {
        var problem = GoldenProblem.network();
        try (var scope = new PointerScope()) {
            var whole = problem.startingPoint();
            var grouped = problem.startingPoint();
            try (var one = OptimizerSettings.parse("sophia-g:lr=0.1").start(problem.layout, whole);
                    var two = OptimizerSettings.parse("sophia-g:lr=0.1;*.bias:rho=0.04")
                            .start(problem.layout, grouped)) {
                for (int i = 0; i < 12; i++) {
                    one.step(problem, whole, 0.1);
                    two.step(problem, grouped, 0.1);
                }
                assertThat(Tensors.toDoubles(grouped)).containsExactly(Tensors.toDoubles(whole), within(1e-12));
                assertThat(two.figures()).containsOnlyKeys("group0.unclipped", "group1.unclipped");
            }
        }
    }

    @Test
    void namesWhatItRemembersByGroup() {
        try (var scope = new PointerScope();
                var optimizer = OptimizerSettings.parse("sgd:lr=0.1,momentum=0.9;*.bias=adam;body.*:lr=0")
                        .start(LAYOUT, start())) {
            assertThat(optimizer.state().names())
                    .containsExactly(
                            "group0.step",
                            "group0.momentum_buffer",
                            "group1.step",
                            "group1.exp_avg",
                            "group1.exp_avg_sq");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adamw:lr=0.001;*.bias,*norm*:weight_decay=0;head.*:lr=0.01",
                "adamw:lr=0.001,weight_decay=0.1;*.bias:weight_decay=0.01",
                "sgd:lr=0.1;*.bias=adam:lr=0.01",
                "sam:rho=0.05+sgd:lr=0.1;body.?eight:lr=0"
            })
    void textFormsReadBack(String text) {
        var settings = OptimizerSettings.parse(text);
        assertThat(settings.text()).isEqualTo(text);
        assertThat(OptimizerSettings.parse(settings.text())).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sgd|sgd:lr=0.5",
                "sgd:momentum=0.9|sgd:momentum=0.9,lr=0.5",
                "sgd;*.bias:lr=0|sgd:lr=0.5;*.bias:lr=0",
                "sam+sgd:momentum=0.9;*.bias:lr=0|sam+sgd:momentum=0.9,lr=0.5;*.bias:lr=0"
            })
    void aRateIsGivenToTheMainOptimizer(String text, String withRate) {
        assertThat(OptimizerSettings.withLearningRate(text, "0.5")).isEqualTo(withRate);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> walk("sgd;*.biass:lr=0.1", 1, 1))
                .hasMessage("no parameter block matches '*.biass'; there are "
                        + "body.weight, body.bias, norm1.weight, head.weight, head.bias");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd;*.bias"))
                .hasMessage("the parameter group '*.bias' must look like *.bias,*norm*:weight_decay=0"
                        + " or *.bias=sgd:lr=0.1");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd;*.bias:beta1=0.1"))
                .hasMessageStartingWith("optimizer sgd has no parameter 'beta1'");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd;*.bias=sam+sgd"))
                .hasMessage("sam goes around all parameter groups: write it at the beginning, such as "
                        + "sam:rho=0.05+sgd:lr=0.1;*.bias:lr=0.2");
        assertThatThrownBy(() -> OptimizerSettings.parse("sam:rho=0.1"))
                .hasMessage("sam wraps another optimizer: write such as sam:rho=0.05+sgd:lr=0.1");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd+sam:rho=0.1"))
                .hasMessageStartingWith("optimizer 'sgd+sam' is unknown");
    }
}
