package dev.orograph.optimize;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@link Lbfgs} at work. Remembers the last direction, its length, the gradient before it and the pairs of changes. */
final class QuasiNewton implements Optimizer {
    private static final String STEP = "step";
    private static final String ITERATIONS = "n_iter";
    private static final String EVALUATIONS = "func_evals";
    private static final String DIRECTION = "d";
    private static final String LENGTH = "t";
    private static final String GRADIENT = "prev_flat_grad";

    private final Lbfgs settings;
    private final Tensor direction;
    private final Tensor lastGradient;
    private final ChangePairs pairs;
    private double length;
    private long steps;
    private long iterations;
    private long evaluations;

    QuasiNewton(Lbfgs settings, Tensor theta) {
        this.settings = settings;
        this.pairs = new ChangePairs(settings.history());
        try (var scope = new PointerScope()) {
            this.direction = Tensors.own(torch.zeros_like(theta));
            this.lastGradient = Tensors.own(torch.zeros_like(theta));
        }
    }

    @Override
    public Evaluation step(LossFunction function, Tensor theta, double learningRate) {
        var evaluation = function.at(theta);
        steps++;
        evaluations++;
        try (var scope = new PointerScope()) {
            var start = new LineTrial(
                    0, evaluation.loss(), 0, Tensors.own(evaluation.gradient().clone()));
            descend(function, theta, learningRate, start).gradient().close();
        }
        return evaluation;
    }

    /** Iterates until one of the ends of a step; gives where it is then. */
    private LineTrial descend(LossFunction function, Tensor theta, double learningRate, LineTrial start) {
        var here = start;
        long asked = 1;
        for (int i = 1; i <= settings.iterations() && !isOptimal(here); i++) {
            turn(here.gradient());
            length = iterations == 1 ? learningRate * Math.min(1, 1 / sumOfMagnitudes(here)) : learningRate;
            double slope = slope(here.gradient());
            if (slope > -settings.changeTolerance()) {
                break;
            }
            boolean isLast = i == settings.iterations();
            long limit = settings.evaluations() - asked;
            double lossBefore = here.loss();
            var moved = settings.strongWolfe()
                    ? search(function, theta, new LineTrial(0, here.loss(), slope, here.gradient()), limit)
                    : move(function, theta, here, isLast);
            evaluations += moved.tried();
            asked += moved.tried();
            here = moved.trial();
            if (asked >= settings.evaluations() || isStill(here.loss() - lossBefore)) {
                break;
            }
        }
        return here;
    }

    /** Takes in the change of the gradient since the last iteration and chooses the direction anew. */
    private void turn(Tensor gradient) {
        iterations++;
        try (var scope = new PointerScope()) {
            if (iterations > 1) {
                pairs.add(gradient.sub(lastGradient), direction.mul(new Scalar(length)));
            }
            direction.copy_(pairs.direction(gradient));
            lastGradient.copy_(gradient);
        }
    }

    /** A step of the whole length; what is there is asked for only if somebody wants to know. */
    private StrongWolfe.Found move(LossFunction function, Tensor theta, LineTrial here, boolean isLast) {
        theta.add_(direction, new Scalar(length));
        if (isLast) {
            return new StrongWolfe.Found(here, 0);
        }
        here.gradient().close();
        return new StrongWolfe.Found(trial(function, theta, length), 1);
    }

    private StrongWolfe.Found search(LossFunction function, Tensor theta, LineTrial here, long limit) {
        StrongWolfe.Line line = tried -> {
            try (var scope = new PointerScope()) {
                return trial(function, theta.add(direction, new Scalar(tried)), tried);
            }
        };
        var found =
                new StrongWolfe(line, here, largest(direction), settings.changeTolerance(), (int) limit).from(length);
        if (!found.trial().equals(here)) {
            here.gradient().close();
        }
        length = found.trial().length();
        theta.add_(direction, new Scalar(length));
        return found;
    }

    private LineTrial trial(LossFunction function, Tensor point, double tried) {
        try (var scope = new PointerScope()) {
            var evaluation = function.at(point);
            var gradient = Tensors.own(evaluation.gradient().clone());
            return new LineTrial(tried, evaluation.loss(), slope(gradient), gradient);
        }
    }

    private boolean isOptimal(LineTrial here) {
        return largest(here.gradient()) <= settings.gradientTolerance();
    }

    private boolean isStill(double change) {
        return Math.abs(change) < settings.changeTolerance()
                || largest(direction) * Math.abs(length) <= settings.changeTolerance();
    }

    private double slope(Tensor gradient) {
        try (var scope = new PointerScope()) {
            return gradient.dot(direction).item_double();
        }
    }

    private static double largest(Tensor vector) {
        try (var scope = new PointerScope()) {
            return vector.abs().max().item_double();
        }
    }

    private static double sumOfMagnitudes(LineTrial here) {
        try (var scope = new PointerScope()) {
            return here.gradient().abs().sum().item_double();
        }
    }

    @Override
    public NamedArrays state() {
        var arrays = new ArrayList<NamedArray>();
        arrays.add(count(STEP, steps));
        arrays.add(count(ITERATIONS, iterations));
        arrays.add(count(EVALUATIONS, evaluations));
        try (var scope = new PointerScope()) {
            arrays.add(Tensors.toArray(LENGTH, Tensors.of(new double[] {length}, 1)));
        }
        arrays.add(Tensors.toArray(DIRECTION, direction));
        arrays.add(Tensors.toArray(GRADIENT, lastGradient));
        arrays.addAll(pairs.toArrays());
        return NamedArrays.of(arrays);
    }

    private static NamedArray count(String name, long value) {
        return NamedArray.of(name, Shape.of(1), new long[] {value});
    }

    @Override
    public void restore(NamedArrays state) {
        long elements = direction.numel();
        var counts = new long[] {number(state, STEP), number(state, ITERATIONS), number(state, EVALUATIONS)};
        double storedLength = Memory.require(state, LENGTH, 1).toDoubles()[0];
        try (var scope = new PointerScope();
                var storedDirection = ChangePairs.vector(state, DIRECTION, elements);
                var storedGradient = ChangePairs.vector(state, GRADIENT, elements)) {
            pairs.restore(state, elements);
            direction.copy_(storedDirection);
            lastGradient.copy_(storedGradient);
        }
        length = storedLength;
        steps = counts[0];
        iterations = counts[1];
        evaluations = counts[2];
    }

    private static long number(NamedArrays state, String name) {
        return (long) Memory.require(state, name, 1).toDoubles()[0];
    }

    @Override
    public void close() {
        direction.close();
        lastGradient.close();
        pairs.close();
    }
}
