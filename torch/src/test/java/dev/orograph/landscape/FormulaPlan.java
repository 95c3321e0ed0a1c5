package dev.orograph.landscape;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures a loss over a plane without any network. */
record FormulaPlan(int tileCells, CellEvaluator evaluator) implements EvaluationPlan {
    /** A loss that is a formula of the coordinates. */
    static FormulaPlan of(int tileCells, ToDoubleFunction<double[]> loss) {
        return new FormulaPlan(tileCells, points -> {
            var values = new double[points.length][];
            for (int i = 0; i < points.length; i++) {
                values[i] = new double[] {loss.applyAsDouble(points[i])};
            }
            return values;
        });
    }

    @Override
    public String name() {
        return "formula";
    }

    @Override
    public List<String> quantities() {
        return List.of("train_loss");
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public CellEvaluator newEvaluator() {
        return evaluator;
    }
}
