package dev.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Series;
import dev.orograph.monitor.ProbePlan;
import dev.orograph.run.Metrics;
import dev.orograph.run.MetricsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said about a training, on two epochs of two steps written by hand. */
class DynamicsFindingsTest {
    private final List<MetricsRecord> records = new ArrayList<>();

    private void epoch(int epoch, Map<String, Double> values) {
        records.add(new MetricsRecord("epoch", 2L * epoch, epoch, values, 0));
    }

    private void step(int step, Map<String, Double> values) {
        records.add(new MetricsRecord("step", step, (step - 1) / 2, values, 0));
    }

    private Dynamics dynamics(boolean isDiverged) {
        var norms = new CheckpointNorms(
                Series.of("", new double[] {0, 1, 2}, new double[] {10, 11, 13}),
                Series.of("", new double[] {1, 2}, new double[] {2, 3}),
                Series.of("", new double[] {0, 1, 2}, new double[] {0, 2, 4}));
        return new Dynamics(new Metrics(records), norms, List.of("a.weight", "b.weight"), isDiverged);
    }

    private String sentences(boolean isDiverged) {
        return String.join("\n", new DynamicsFindings(dynamics(isDiverged)).sentences());
    }

    private void twoEpochs() {
        epoch(0, Map.of("train_loss", 2.0, "test_loss", 2.5, "test_accuracy", 10.0));
        step(1, Map.of("gradient_norm", 1.0, "gradient_norm/a.weight", 3.0, "gradient_norm/b.weight", 1.0));
        step(
                2,
                Map.of(
                        "gradient_norm", 3.0,
                        "gradient_norm/a.weight", 5.0,
                        "gradient_norm/b.weight", 1.0,
                        "gradient_norm/a.bias", 90.0,
                        "lambda_max", 5.0,
                        "stability_threshold", 10.0));
        epoch(1, Map.of("train_loss", 0.5, "test_loss", 1.5, "test_accuracy", 60.0));
        step(3, Map.of("gradient_norm", 0.5, "update_ratio/a.weight", 0.03, "update_ratio/b.weight", 0.001));
        step(
                4,
                Map.of(
                        "gradient_norm", 0.5,
                        "lambda_max", 15.0,
                        "stability_threshold", 10.0,
                        "activation_std/x", 1.0,
                        "dead_units/x", 12.5));
        epoch(2, Map.of("train_loss", 0.75, "test_loss", 1.75, "test_accuracy", 70.0));
    }

    @Test
    void saysWhichLayersAndEpochsStandOut() {
        twoEpochs();
        assertThat(sentences(false))
                .contains(
                        "The training loss went from 2 to 0.75; it fell most over epoch 1, by 1.5, and rose over 1 of 2"
                                + " epochs.")
                .contains(
                        "The test loss was least after epoch 1, 1.5, and ended at 1.75; the test accuracy went from 10"
                                + " to 70 %.")
                .contains("The gradient norm went from 2 to 0.5, with its largest, 2, in epoch 1.")
                .contains("Of the weight matrices a.weight has the largest gradient, 4 in the mean over the epochs, and"
                        + " b.weight the smallest, 1.")
                .contains("The parameters changed most over epoch 2, by 3, and ended 4 from where they started; their"
                        + " norm went from 10 to 13.")
                .contains(
                        "Update ratios of the weight matrices lie between 0.001 and 0.03; outside 1e-4…1e-2 is a.weight"
                                + " (above in all epochs).")
                .contains("λmax of the Hessian lies above the optimizer's stability threshold in 1 of 2 epochs; it is"
                        + " 1.5 times the threshold at most, in epoch 2.")
                .contains("Standard deviations of the layers' outputs lie between 1 and 1, all within 0.5…2.")
                .contains("The largest share of dead units over the last epoch is 12.5 %, in x.")
                .contains("No alarm was raised.")
                .doesNotContain("diverged");
    }

    @Test
    void theCurvatureThatAdamSeesIsTheOneJudged() {
        step(1, Map.of("lambda_max", 50.0, "preconditioned_lambda_max", 2.0, "stability_threshold", 10.0));
        epoch(1, Map.of());
        assertThat(sentences(false))
                .contains(
                        "λmax of the preconditioned Hessian lies below the optimizer's stability threshold in all of 1"
                                + " epochs; it is 0.2 times the threshold at most, in epoch 1. λmax of the Hessian went from 50"
                                + " to 50.");
    }

    @Test
    void aFailureAndItsAlarmAreTold() {
        epoch(0, Map.of("train_loss", 2.0));
        step(1, Map.of("gradient_norm", Double.NaN));
        records.add(new MetricsRecord(
                "alarm", 1, 0, Map.of(), Map.of("alarm", "nan", "message", "the loss is NaN"), Map.of(), 0));
        assertThat(sentences(true))
                .contains("The training diverged")
                .contains("Alarm: Step 1, nan: the loss is NaN.")
                .doesNotContain("No alarm", "gradient norm", "stability");
    }

    @Test
    void theUsualProbesMeasureInEveryEpochHoweverShort() {
        assertThat(DynamicsStudy.usual(1)).isEqualTo(DynamicsStudy.usual(4));
        assertThat(DynamicsStudy.usual(3).text()).contains("update_ratio@1", "dead_units@1", "lambda_max@epoch");
        assertThat(DynamicsStudy.usual(235))
                .isEqualTo(ProbePlan.parse(
                        "layer_gradients@11,update_norm@11,update_ratio@11,loss_improvement@47,alpha@47,"
                                + "activation_std@47,dead_units@47,lambda_max@epoch"));
    }
}
