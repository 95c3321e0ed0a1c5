package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.network.Initialization;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.Objective;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Surveys of networks with attention, over images and over sequences of labels. */
class TransformerPlanTest {
    private static final int SAMPLES = 13;
    private static final double[][] POINTS = {{0, 0}, {-1, .5}, {.7, -.3}};

    private final PointerScope scope = new PointerScope();

    @AfterEach
    void release() {
        scope.close();
    }

    private static Tensor labels(int classes, long... sizes) {
        long count = 1;
        for (long size : sizes) {
            count *= size;
        }
        var stream = RandomStream.of(6);
        var labels = new long[Math.toIntExact(count)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = stream.nextInt(classes);
        }
        return Tensors.of(labels, sizes);
    }

    @Test
    void gptIsMeasuredAsItIs() {
        var inputs = labels(5, SAMPLES, 7).to(Precision.FLOAT32.scalarType());
        assertMeasured("gpt", inputs, labels(5, SAMPLES, 7), ArchitectureOptions.of(Shape.of(7), 5));
    }

    @Test
    void visionTransformersAreMeasuredAsTheyAre() {
        var inputs = RandomStream.of(5).gaussians(SAMPLES * 64L).view(SAMPLES, 1, 8, 8);
        var options = ArchitectureOptions.of(Shape.of(1, 8, 8), 3);
        for (var pool : List.of("first", "half")) {
            assertMeasured("vit", inputs, labels(3, SAMPLES), options.with("pool", pool));
        }
    }

    @Test
    void theClassifierOfOneTokenIsMeasuredAsItIs() {
        var inputs = RandomStream.of(5).gaussians(SAMPLES * 12L).view(SAMPLES, 12);
        var options = ArchitectureOptions.of(Shape.of(12), 3);
        assertMeasured("transformer", inputs, labels(3, SAMPLES), options);
    }

    private void assertMeasured(String name, Tensor inputs, Tensor targets, ArchitectureOptions defaults) {
        var options = defaults.with("width", "8").with("heads", "2").with("layers", "2");
        for (var precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
            try (var model = new ArchitectureModel(Architectures.byName(name, options));
                    var state = model.initialState();
                    var plane = plane(model, precision)) {
                var set = new SampleSet("train", inputs, targets);
                var subject = new SurveySubject(model, state, new CrossEntropy(), List.of(set), precision);
                var objective = Objective.of(model, state, inputs, targets, new CrossEntropy(), SAMPLES);
                double rounding = precision == Precision.FLOAT64 ? 1e-12 : 3e-6;
                for (var plan :
                        List.of(EvaluationPlans.choose(subject, plane, 5), new ForwardPlan(subject, plane, 5))) {
                    assertCells(plan, plane, objective, rounding);
                }
                var own =
                        OwnLoss.of(subject, set, plane.theta(POINTS[0]), state).value();
                assertThat(own.loss())
                        .isCloseTo(objective.value(plane.theta(POINTS[0])).loss(), within(rounding));
            }
        }
    }

    private static void assertCells(EvaluationPlan plan, Plane plane, Objective objective, double rounding) {
        try (plan;
                var evaluator = plan.newEvaluator()) {
            var measured = evaluator.evaluate(POINTS);
            for (int i = 0; i < POINTS.length; i++) {
                var value = objective.value(plane.theta(POINTS[i]));
                assertThat(measured[i][0]).as(plan.name()).isCloseTo(value.loss(), within(rounding * value.loss()));
                assertThat(measured[i][1])
                        .as(plan.name())
                        .isCloseTo(value.accuracyPercent().orElseThrow(), within(1e-9));
            }
        }
    }

    private static Plane plane(ArchitectureModel model, Precision precision) {
        long size = model.layout().elements();
        var theta = Initialization.defaults().initialTheta(model.program(), 1).to(precision.scalarType());
        var x = RandomStream.of(2).gaussians(size, precision).mul(new Scalar(.2));
        var y = RandomStream.of(3).gaussians(size, precision).mul(new Scalar(.2));
        return Plane.through(theta, x, y);
    }
}
