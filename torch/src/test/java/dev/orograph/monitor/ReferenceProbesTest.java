package dev.orograph.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.data.DataSet;
import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.Evaluation;
import dev.orograph.progress.Listener;
import dev.orograph.run.MetricsRecord;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What probes measure at one step of gradient descent is what PyTorch computes; the file says which. */
class ReferenceProbesTest {
    /** One step in float64: rounding at 1e-16, sums of at most a hundred terms. */
    private static final double TOLERANCE = 1e-10;

    record Reference(
            String made,
            double rate,
            List<Double> theta,
            List<Double> inputs,
            List<Integer> targets,
            double trace,
            Map<String, Double> expected) {}

    private static Reference reference() throws IOException {
        try (var stream = ReferenceProbesTest.class.getResourceAsStream("torch-probes.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(stream), Reference.class);
        }
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Everything that the full set of probes records about the step. */
    private static List<MetricsRecord> measured(Reference reference) throws IOException {
        var inputs = new float[reference.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = reference.inputs().get(i).floatValue();
        }
        var labels = reference.targets().stream().mapToLong(Integer::longValue).toArray();
        try (var scope = new PointerScope();
                var data = DataSet.of("reference", inputs, Shape.of(6), labels, 3);
                var model = new ModelRecipe("mlp", Map.of("widths", "8,5")).build(Shape.of(6), 3);
                var state = model.initialState()) {
            var theta = Tensors.of(doubles(reference.theta()), reference.theta().size());
            var training = training(model, state, theta, data);
            try (var monitor = new Monitor(
                    new Monitoring(ProbePlan.parse("full"), AlarmPlan.OFF, false), training, Listener.NONE)) {
                var evaluation = training.gradient().at(theta, data.inputs(), data.targets(), 0);
                monitor.beforeStep(1, evaluation.gradient());
                theta.sub_(evaluation.gradient(), new Scalar(reference.rate()));
                return monitor.afterStep(
                        new StepFacts(
                                1,
                                0,
                                reference.rate(),
                                evaluation.loss(),
                                OptionalDouble.empty(),
                                evaluation.gradient().norm().item_double(),
                                data.inputs(),
                                data.targets(),
                                0),
                        Map.of(),
                        0);
            }
        }
    }

    private static MonitoredTraining training(Model model, State state, Tensor theta, DataSet data) {
        return new MonitoredTraining(
                model,
                model.layout().toArrays(theta),
                theta,
                state,
                () -> NamedArrays.of(List.of()),
                data,
                new CrossEntropy(),
                Precision.FLOAT64,
                0,
                0,
                1,
                1,
                (at, inputs, targets, maskStep) -> gradient(model, state, at, inputs, targets),
                rate -> Optional.of(new Threshold(2 / rate, "2/η", false)));
    }

    private static Evaluation gradient(Model model, State state, Tensor theta, Tensor inputs, Tensor targets) {
        var leaf = theta.detach().requires_grad_(true);
        var output = model.forward(leaf, state, inputs.to(theta.scalar_type()), Mode.training(0, 0));
        var loss = new CrossEntropy().mean(output, targets);
        return new Evaluation(
                loss.item_double(),
                torch.grad(new TensorVector(loss), new TensorVector(leaf)).get(0));
    }

    @Test
    void agreesWithTorch() throws IOException {
        var reference = reference();
        var values = measured(reference).get(0).values();
        reference.expected().forEach((name, expected) -> {
            // Lanczos stops at a residual of a hundredth of the eigenvalue, whose error is its square
            double tolerance = name.equals("lambda_max") ? 1e-3 * expected : TOLERANCE * (1 + Math.abs(expected));
            assertThat(values.get(name)).as(name).isCloseTo(expected, within(tolerance));
        });
        assertThat(Objects.requireNonNull(values.get("trace")))
                .isCloseTo(reference.trace(), within(4 * Objects.requireNonNull(values.get("trace_error"))));
        assertThat(values).containsEntry("stability_threshold", 2 / reference.rate());
    }

    @Test
    void recordsEveryHistogramOfTheStep() throws IOException {
        var names = measured(reference()).stream()
                .filter(record -> record.event().equals("histogram"))
                .map(record -> record.text("name"))
                .collect(Collectors.toSet());
        assertThat(names)
                .hasSize(3 * 6 + 5)
                .contains(
                        "weights/layers.0.weight",
                        "gradients/layers.2.bias",
                        "updates/layers.4.weight",
                        "activations/layers.1");
    }
}
