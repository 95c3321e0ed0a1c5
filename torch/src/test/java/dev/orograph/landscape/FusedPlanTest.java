package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.network.Initialization;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedPlanTest {
    private static final double[][] POINTS = {{-1, -.5}, {-.25, -.5}, {0, -.5}, {.75, -.5}, {0, 0}, {.5, 1}};
    private static final int SAMPLES = 53;

    private final PointerScope scope = new PointerScope();
    private Tensor inputs;
    private Tensor labels;

    @BeforeEach
    void drawSamples() {
        inputs = RandomStream.of(5).gaussians(SAMPLES * 12L).view(SAMPLES, 1, 3, 4);
        var stream = RandomStream.of(6);
        var classes = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            classes[i] = stream.nextInt(3);
        }
        labels = Tensors.of(classes, SAMPLES);
    }

    @AfterEach
    void releaseSamples() {
        scope.close();
    }

    private static ArchitectureModel mlp(String widths, String activation) {
        return new ArchitectureModel(Architectures.byName(
                "mlp",
                ArchitectureOptions.of(Shape.of(1, 3, 4), 3)
                        .with("widths", widths)
                        .with("activation", activation)));
    }

    private SurveySubject subject(ArchitectureModel model, Loss loss, Precision precision) {
        return new SurveySubject(
                model, State.empty(), loss, List.of(new SampleSet("train", inputs, labels)), precision);
    }

    private static Plane plane(ArchitectureModel model, Precision precision, int dimensions) {
        try (var inner = new PointerScope()) {
            long size = model.layout().elements();
            var theta = RandomStream.of(1).gaussians(size, precision).mul(new Scalar(.4));
            var x = RandomStream.of(2).gaussians(size, precision).mul(new Scalar(.4));
            var y = RandomStream.of(3).gaussians(size, precision).mul(new Scalar(.4));
            return dimensions == 1 ? Plane.line(theta, x) : Plane.through(theta, x, y);
        }
    }

    private static double[][] evaluate(EvaluationPlan plan, double[][] points) {
        try (plan;
                var evaluator = plan.newEvaluator()) {
            return evaluator.evaluate(points);
        }
    }

    private static EvaluationPlan fused(SurveySubject subject, Plane plane, int block) {
        return FusedPlan.of(subject, plane, block).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "'8,5', relu, cross-entropy",
        "'8,5', tanh, cross-entropy",
        "'6', gelu, cross-entropy",
        "'', relu, cross-entropy",
        "'8,5', relu, cross-entropy:smoothing=0.1",
        "'8,5', relu, focal:gamma=1.5",
        "'8,5', relu, hinge:p=2",
        "'8,5', relu, bce",
    })
    void agreesWithTheNetworksOwnForwardPass(String widths, String activation, String loss) {
        try (var model = mlp(widths, activation);
                var plane = plane(model, Precision.FLOAT64, 2)) {
            var subject = subject(model, Loss.byName(loss), Precision.FLOAT64);
            var plain = evaluate(new ForwardPlan(subject, plane, 20), POINTS);
            var fused = evaluate(fused(subject, plane, 20), POINTS);
            for (int i = 0; i < POINTS.length; i++) {
                assertThat(fused[i][0]).isCloseTo(plain[i][0], within(1e-12 * Math.max(1, plain[i][0])));
                assertThat(fused[i][1]).isEqualTo(plain[i][1]);
            }
        }
    }

    @Test
    void float32StaysWithinItsRounding() {
        try (var model = mlp("8,5", "relu");
                var plane = plane(model, Precision.FLOAT32, 2)) {
            var subject = subject(model, Loss.byName("cross-entropy"), Precision.FLOAT32);
            var plain = evaluate(new ForwardPlan(subject, plane, 53), POINTS);
            var fused = evaluate(fused(subject, plane, 20), POINTS);
            for (int i = 0; i < POINTS.length; i++) {
                assertThat(fused[i][0]).isCloseTo(plain[i][0], within(2e-6 * Math.max(1, plain[i][0])));
            }
        }
    }

    @Test
    void aCellDoesNotDependOnItsTile() {
        try (var model = mlp("8,5", "relu");
                var plane = plane(model, Precision.FLOAT32, 2)) {
            var subject = subject(model, Loss.byName("cross-entropy"), Precision.FLOAT32);
            var together = evaluate(fused(subject, plane, 20), POINTS);
            for (int i = 0; i < POINTS.length; i++) {
                assertThat(evaluate(fused(subject, plane, 20), new double[][] {POINTS[i]})[0])
                        .containsExactly(together[i]);
            }
        }
    }

    @Test
    void followsALine() {
        try (var model = mlp("8", "relu");
                var plane = plane(model, Precision.FLOAT64, 1)) {
            var subject = subject(model, Loss.byName("cross-entropy"), Precision.FLOAT64);
            var points = new double[][] {{-1}, {0}, {.5}};
            var plain = evaluate(new ForwardPlan(subject, plane, 53), points);
            var fused = evaluate(fused(subject, plane, 53), points);
            for (int i = 0; i < points.length; i++) {
                assertThat(fused[i][0]).isCloseTo(plain[i][0], within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT64, 1e-12", "FLOAT32, 2e-6"})
    void fillsAVolume(Precision precision, double tolerance) {
        try (var inner = new PointerScope();
                var model = mlp("8,5", "relu")) {
            long size = model.layout().elements();
            var along = new ArrayList<Tensor>();
            for (int axis = 0; axis < 3; axis++) {
                along.add(RandomStream.of(2 + axis).gaussians(size, precision).mul(new Scalar(.4)));
            }
            var theta = RandomStream.of(1).gaussians(size, precision).mul(new Scalar(.4));
            try (var plane = Plane.through(theta, along)) {
                var subject = subject(model, Loss.byName("cross-entropy"), precision);
                var points = new double[][] {{-1, .5, .25}, {.5, .5, .25}, {.5, .5, -1}, {0, 0, 0}, {.25, -.75, -1}};
                var plain = evaluate(new ForwardPlan(subject, plane, 53), points);
                var fused = evaluate(fused(subject, plane, 20), points);
                for (int i = 0; i < points.length; i++) {
                    assertThat(fused[i][0]).isCloseTo(plain[i][0], within(tolerance * Math.max(1, plain[i][0])));
                }
            }
        }
    }

    @Test
    void bfloat16StaysWithinItsEightBits() {
        try (var model = mlp("8,5", "relu");
                var plane = plane(model, Precision.FLOAT32, 2)) {
            var loss = Loss.byName("cross-entropy");
            var wide = evaluate(fused(subject(model, loss, Precision.FLOAT32), plane, 20), POINTS);
            var narrow = evaluate(fused(subject(model, loss, Precision.BFLOAT16), plane, 20), POINTS);
            for (int i = 0; i < POINTS.length; i++) {
                // a few roundings of relative size 2⁻⁹ in logits of a few units
                assertThat(narrow[i][0]).isCloseTo(wide[i][0], within(.03 * Math.max(1, wide[i][0])));
            }
        }
    }

    @Test
    void infiniteAndUndefinedLossesStayWhatTheyAre() {
        try (var model = mlp("8", "relu");
                var plane = plane(model, Precision.FLOAT32, 2)) {
            var subject = subject(model, Loss.byName("cross-entropy"), Precision.FLOAT32);
            var far = new double[][] {{1e25, 0}, {1e18, 0}};
            var plain = evaluate(new ForwardPlan(subject, plane, 53), far);
            var fused = evaluate(fused(subject, plane, 53), far);
            assertThat(fused[0][0]).isNaN();
            assertThat(plain[0][0]).isNaN();
            assertThat(fused[0][1]).isEqualTo(plain[0][1]);
            assertThat(fused[1][0]).isGreaterThan(1e30).isCloseTo(plain[1][0], within(1e-5 * plain[1][0]));
        }
    }

    /** Networks whose every kind of layer the fused steps must get right, beside the network's own forward pass. */
    @ParameterizedTest
    @CsvSource({
        "resnet20, 1, 8, 1e-10, FLOAT64",
        "resnet20 shortcuts=false, 1, 8, 1e-10, FLOAT64",
        "mnist-cnn, 1, 13, 1e-10, FLOAT64",
        "resnet20, 3, 8, 2e-5, FLOAT32",
        "resnet20 shortcuts=false, 3, 8, 2e-5, FLOAT32",
        "resnet20 widen=2, 1, 8, 2e-5, FLOAT32",
        "resnet50, 3, 32, 5e-5, FLOAT32",
        "densenet121 growth=4, 3, 32, 2e-5, FLOAT32",
        "mnist-cnn, 1, 12, 2e-5, FLOAT32",
        "mnist-cnn, 1, 13, 2e-5, FLOAT32",
        "vgg9, 3, 32, 2e-5, FLOAT32",
        "lenet, 1, 28, 2e-5, FLOAT32",
        "resnet20, 3, 8, .05, BFLOAT16",
        "mnist-cnn, 1, 13, .05, BFLOAT16",
    })
    void agreesForConvolutions(String network, int channels, int size, double tolerance, Precision precision) {
        var wide = precision == Precision.BFLOAT16 ? Precision.FLOAT32 : precision;
        var options = ArchitectureOptions.of(Shape.of(channels, size, size), 3);
        var words = network.split("[ =]", -1);
        var architecture =
                Architectures.byName(words[0], words.length > 1 ? options.with(words[1], words[2]) : options);
        try (var model = new ArchitectureModel(architecture);
                var state = drawnState(model);
                var inner = new PointerScope()) {
            var images =
                    RandomStream.of(8).gaussians(7L * channels * size * size).view(7, channels, size, size);
            var loss = Loss.byName(architecture.givesLogProbabilities() ? "nll" : "cross-entropy");
            var set = new SampleSet("train", images, labels.narrow(0, 0, 7));
            var theta =
                    Initialization.defaults().initialTheta(model.program(), 4).to(wide.scalarType());
            var noise = RandomStream.of(9).gaussians(theta.numel(), wide);
            var x = Normalization.FILTER.apply(noise, theta, model.layout(), RankOnePolicy.COPY);
            try (var plane = Plane.line(theta, x)) {
                var points = new double[][] {{-.4}, {0}, {.3}};
                var own = new SurveySubject(model, state, loss, List.of(set), wide);
                var plain = evaluate(new ForwardPlan(own, plane, 4), points);
                var subject = new SurveySubject(model, state, loss, List.of(set), precision);
                var fused = evaluate(fused(subject, plane, 4), points);
                for (int i = 0; i < points.length; i++) {
                    assertThat(fused[i][0]).isCloseTo(plain[i][0], within(tolerance * Math.max(1, plain[i][0])));
                    if (precision == wide) {
                        assertThat(fused[i][1]).isEqualTo(plain[i][1]);
                    }
                }
                assertThat(evaluate(fused(subject, plane, 4), new double[][] {points[2]})[0])
                        .as("the same without its neighbours")
                        .containsExactly(fused[2]);
            }
        }
    }

    /** Means and variances that are not 0 and 1. */
    private static State drawnState(ArchitectureModel model) {
        try (var inner = new PointerScope();
                var fresh = model.initialState()) {
            var tensors = new LinkedHashMap<String, Tensor>();
            var stream = RandomStream.of(12);
            for (var name : fresh.names()) {
                var tensor = fresh.tensor(name);
                if (tensor.dim() == 1) {
                    tensor = tensor.add(stream.gaussians(tensor.numel())
                            .abs()
                            .mul(new Scalar(.2))
                            .view(tensor.sizes()));
                }
                tensors.put(name, tensor);
            }
            return State.copyOf(tensors);
        }
    }

    @ParameterizedTest
    @CsvSource({"'40,30,20', 2", "'40,30', 1", "'40,30,20', 1"})
    void theSecondLayerCarriedAlongRowsStaysWithinRounding(String widths, int dimensions) {
        try (var model = mlp(widths, "relu");
                var narrow = plane(model, Precision.FLOAT32, dimensions);
                var wide = Plane.through(
                        narrow.origin().to(Precision.FLOAT64.scalarType()),
                        narrow.x().to(Precision.FLOAT64.scalarType()),
                        Objects.requireNonNull(dimensions == 1 ? narrow.x() : narrow.y())
                                .to(Precision.FLOAT64.scalarType()))) {
            var loss = Loss.byName("cross-entropy");
            var points = new double[24][dimensions];
            var far = new double[24][2];
            for (int i = 0; i < points.length; i++) {
                // both sides of zero, out of order, some rows with one cell, one coordinate twice
                points[i][0] = (i * 7 % 23 - 11) / 4.0;
                far[i][0] = points[i][0];
                if (dimensions > 1) {
                    points[i][1] = i % 5 / 2.0 - 1;
                    far[i][1] = points[i][1];
                }
            }
            var carried = evaluate(fused(subject(model, loss, Precision.FLOAT32), narrow, 20), points);
            var exact = evaluate(new ForwardPlan(subject(model, loss, Precision.FLOAT64), wide, 53), far);
            for (int i = 0; i < points.length; i++) {
                assertThat(carried[i][0]).isCloseTo(exact[i][0], within(5e-6 * Math.max(1, exact[i][0])));
                assertThat(evaluate(
                                fused(subject(model, loss, Precision.FLOAT32), narrow, 20), new double[][] {points[i]})[
                                0])
                        .containsExactly(carried[i]);
            }
        }
    }

    @Test
    void aUnitThatIsZeroAtTheCentreSwitchesOnToOneSide() {
        try (var model = mlp("8,5", "relu");
                var drawn = plane(model, Precision.FLOAT32, 2);
                var inner = new PointerScope();
                var plane = Plane.through(
                        drawn.origin().mul(new Scalar(0.0)), drawn.x(), Objects.requireNonNull(drawn.y()))) {
            var subject = subject(model, Loss.byName("cross-entropy"), Precision.FLOAT32);
            var points = new double[][] {{-1, 0}, {-.5, 0}, {0, 0}, {.5, 0}, {1, 0}};
            var plain = evaluate(new ForwardPlan(subject, plane, 53), points);
            var carried = evaluate(fused(subject, plane, 20), points);
            for (int i = 0; i < points.length; i++) {
                assertThat(carried[i][0]).isCloseTo(plain[i][0], within(2e-6 * Math.max(1, plain[i][0])));
            }
        }
    }

    @Test
    void lossesFarOutStayWhatTheyAreWithSeveralLayers() {
        try (var model = mlp("8,5", "relu");
                var plane = plane(model, Precision.FLOAT32, 2)) {
            var subject = subject(model, Loss.byName("cross-entropy"), Precision.FLOAT32);
            var far = new double[][] {{1e25, 0}, {9e5, 0}, {-25000, 25000}, {2e6, 0}};
            var plain = evaluate(new ForwardPlan(subject, plane, 53), far);
            var fused = evaluate(fused(subject, plane, 53), far);
            assertThat(fused[0][0]).isNaN();
            for (int i = 1; i < far.length; i++) {
                assertThat(fused[i][0]).isCloseTo(plain[i][0], within(1e-5 * plain[i][0]));
            }
        }
    }
}
