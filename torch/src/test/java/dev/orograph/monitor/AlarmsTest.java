package dev.orograph.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final Blocks BLOCKS = new Blocks(Layout.builder()
            .add("a.weight", BlockKind.WEIGHT, 10, 10)
            .add("a.bias", BlockKind.BIAS, 10)
            .add("b.weight", BlockKind.WEIGHT, 10, 10)
            .build());

    private final Alarms alarms = new Alarms(AlarmPlan.parse("warn"), BLOCKS);

    private List<Alarm> steps(int count, Map<String, Double> values) {
        var raised = new ArrayList<Alarm>();
        for (int i = 0; i < count; i++) {
            raised.addAll(alarms.look("step", values));
        }
        return raised;
    }

    private List<Alarm> epochs(double[]... losses) {
        var raised = new ArrayList<Alarm>();
        for (var loss : losses) {
            raised.addAll(alarms.look("epoch", Map.of("train_loss", loss[0], "validation_loss", loss[1])));
        }
        return raised;
    }

    private static void assertRaised(List<Alarm> raised, AlarmKind kind, String layer) {
        assertThat(raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(kind);
            assertThat(alarm.layer()).isEqualTo(layer);
            assertThat(alarm.sentence()).contains(layer);
        });
    }

    @Test
    void namesTheDeadLayerOnceWhenItStaysDead() {
        assertThat(steps(2, Map.of("dead_units/relu", 80.0))).isEmpty();
        assertThat(steps(1, Map.of("dead_units/relu", 20.0))).isEmpty();
        assertRaised(steps(50, Map.of("dead_units/relu", 50.0)), AlarmKind.DEAD, "relu");
        assertRaised(steps(3, Map.of("dead_units/relu", 50.0, "dead_units/relu2", 90.0)), AlarmKind.DEAD, "relu2");
    }

    @Test
    void oneAlarmStandsForSeveralLayers() {
        var raised = steps(3, Map.of("dead_units/a", 60.0, "dead_units/b", 60.0, "dead_units/c", 60.0));
        assertThat(raised).hasSize(1);
        assertThat(raised.get(0).sentence()).endsWith("(and so for 2 other layers)");
    }

    @Test
    void updateRatiosMatterForMatricesWhenTheyLast() {
        assertThat(steps(100, Map.of("update_ratio/a.bias", 0.5, "update_ratio/a.weight", 1e-3)))
                .isEmpty();
        assertThat(steps(19, Map.of("update_ratio/a.weight", 2e-2))).isEmpty();
        assertRaised(steps(1, Map.of("update_ratio/a.weight", 2e-2)), AlarmKind.UPDATE_RATIO, "a.weight");
        assertRaised(steps(20, Map.of("update_ratio/b.weight", 9e-5)), AlarmKind.UPDATE_RATIO, "b.weight");
    }

    @Test
    void gradientsExplodeAgainstWhatTheyWere() {
        assertThat(steps(30, Map.of("gradient_norm", 1.0, "gradient_norm/a.bias", 0.01)))
                .isEmpty();
        assertRaised(
                steps(1, Map.of("gradient_norm", 2.0, "gradient_norm/a.bias", 1.1)), AlarmKind.EXPLODING, "a.bias");
        assertRaised(steps(1, Map.of("gradient_norm", 1e5)), AlarmKind.EXPLODING, "");
    }

    @Test
    void gradientsVanishPerElementWhileThereIsSomethingToLearn() {
        assertThat(steps(9, Map.of("loss", 1e-5, "gradient_norm/a.weight", 1e-9)))
                .isEmpty();
        assertThat(steps(9, Map.of("loss", 1.0, "gradient_norm/a.weight", 1.1e-7)))
                .isEmpty();
        assertRaised(steps(3, Map.of("loss", 1.0, "gradient_norm/a.weight", 0.9e-7)), AlarmKind.VANISHING, "a.weight");
    }

    @Test
    void adamIsJudgedByTheCurvatureThatItSees() {
        assertThat(steps(9, Map.of("lambda_max", 900.0, "preconditioned_lambda_max", 9.0, "stability_threshold", 10.0)))
                .isEmpty();
        assertRaised(steps(9, Map.of("lambda_max", 11.0, "stability_threshold", 10.0)), AlarmKind.UNSTABLE, "");
    }

    @Test
    void aPlateauIsFiveEpochsWithoutAThousandth() {
        assertThat(epochs(
                        new double[] {1, 1},
                        new double[] {0.9996, 1},
                        new double[] {0.9995, 1},
                        new double[] {0.9994, 1},
                        new double[] {0.9993, 1},
                        new double[] {0.9, 1},
                        new double[] {0.9, 1},
                        new double[] {0.9, 1},
                        new double[] {0.9, 1},
                        new double[] {0.9, 1}))
                .isEmpty();
        assertRaised(epochs(new double[] {0.8999, 1}), AlarmKind.PLATEAU, "");
    }

    @Test
    void overfittingIsThreeEpochsApart() {
        assertThat(epochs(new double[] {1, 1}, new double[] {0.9, 1.1}, new double[] {0.8, 1.2}))
                .isEmpty();
        assertRaised(epochs(new double[] {0.7, 1.3}), AlarmKind.OVERFITTING, "");
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        var unbroken = new Alarms(AlarmPlan.parse("stop"), BLOCKS);
        var values = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < 60; i++) {
            var record = new HashMap<String, Double>();
            record.put("gradient_norm", i == 50 ? 900.0 : 1.0 + i * 0.01);
            record.put("dead_units/relu", i > 20 ? 70.0 : 0.0);
            record.put("update_ratio/a.weight", 0.1);
            record.put("loss", 1.0);
            values.add(record);
        }
        var expected = new ArrayList<Alarm>();
        values.forEach(record -> expected.addAll(unbroken.look("step", record)));
        assertThat(expected).hasSize(3);
        var found = new ArrayList<Alarm>();
        var current = new Alarms(AlarmPlan.parse("stop"), BLOCKS);
        for (var record : values) {
            var next = new Alarms(AlarmPlan.parse("stop"), BLOCKS);
            next.remember(current.memory());
            found.addAll(next.look("step", record));
            current = next;
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void whatIsOffIsNotLookedFor() {
        var silent = new Alarms(AlarmPlan.parse("off,dead=stop"), BLOCKS);
        for (int i = 0; i < 3; i++) {
            assertThat(silent.look("step", Map.of("gradient_norm", 1e9))).isEmpty();
        }
        assertThat(silent.raise(AlarmKind.NAN, List.of(new Suspicion("", 0, 0, ""))))
                .isEmpty();
    }
}
