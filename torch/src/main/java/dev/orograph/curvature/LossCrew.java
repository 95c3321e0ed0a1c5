package dev.orograph.curvature;

import dev.orograph.objective.FiniteSum;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Crew;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Values of a sum by several threads: of one point by its terms, of many points one to a thread. Terms are always added in
 * their order, so nothing depends on the number of threads. What is asked for after the listener wants to stop ends by a
 * {@link CancellationException}. Used by one thread, whose operations run on one.
 */
final class LossCrew implements AutoCloseable {
    private final Listener listener;
    private final Crew crew;
    private final List<FiniteSum> functions = new ArrayList<>();
    private String task = "";
    private long total;
    private long evaluations;

    LossCrew(FiniteSum function, int threads, Listener listener) {
        this.listener = listener;
        this.crew = new Crew(threads);
        for (int i = 0; i < threads; i++) {
            functions.add(function.forOtherThread());
        }
    }

    /**
     * Counts from 0 again.
     *
     * @param name what progress is reported as
     * @param expected number of evaluations, or −1 if unknown
     */
    void begin(String name, long expected) {
        task = name;
        total = expected;
        evaluations = 0;
    }

    /** Number of values since {@link #begin}. */
    long evaluations() {
        return evaluations;
    }

    /** The value at a point [size]. */
    double value(Tensor point) {
        int terms = functions.get(0).terms();
        double sum = 0;
        for (int first = 0; first < terms; first += crew.size()) {
            var pieces = new ArrayList<Supplier<Double>>();
            for (int i = 0; i < crew.size() && first + i < terms; i++) {
                var function = functions.get(i);
                int term = first + i;
                pieces.add(() -> weighted(function, point, term));
            }
            requireWanted();
            for (double part : crew.run(pieces)) {
                sum += part;
            }
        }
        count(1);
        return sum;
    }

    /**
     * The values at many points.
     *
     * @param points gives each, [size], belonging to the current scope; called by several threads
     */
    double[] values(int count, IntFunction<Tensor> points) {
        var values = new double[count];
        for (int first = 0; first < count; first += crew.size()) {
            var pieces = new ArrayList<Supplier<Double>>();
            for (int i = 0; i < crew.size() && first + i < count; i++) {
                var function = functions.get(i);
                int number = first + i;
                pieces.add(() -> {
                    try (var scope = new PointerScope()) {
                        return sum(function, points.apply(number));
                    }
                });
            }
            requireWanted();
            int next = first;
            for (double value : crew.run(pieces)) {
                values[next++] = value;
            }
            count(pieces.size());
        }
        return values;
    }

    private static double sum(FiniteSum function, Tensor point) {
        double sum = 0;
        for (int term = 0; term < function.terms(); term++) {
            sum += weighted(function, point, term);
        }
        return sum;
    }

    private static double weighted(FiniteSum function, Tensor point, int term) {
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            return function.weight(term) * function.value(point, term).item_double();
        }
    }

    /**
     * The gradient at a point, float64 [size]; belongs to the current scope.
     *
     * @throws IllegalArgumentException if the function cannot be differentiated
     */
    Tensor gradient(Tensor point) {
        int terms = functions.get(0).terms();
        try (var scope = new PointerScope()) {
            var sum = torch.empty(new long[] {point.size(0)}, Precision.FLOAT64.options(), null)
                    .zero_();
            for (int first = 0; first < terms; first += crew.size()) {
                var pieces = new ArrayList<Supplier<Tensor>>();
                for (int i = 0; i < crew.size() && first + i < terms; i++) {
                    var function = functions.get(i);
                    int term = first + i;
                    pieces.add(() -> gradient(function, point, term));
                }
                requireWanted();
                int term = first;
                for (var part : crew.run(pieces)) {
                    sum.add_(part, new Scalar(functions.get(0).weight(term++)));
                    part.close();
                }
            }
            return Tensors.keep(sum);
        }
    }

    /** The gradient of one term; belongs to nobody yet. */
    private static Tensor gradient(FiniteSum function, Tensor point, int term) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(point);
            var value = function.value(leaf, term);
            return Tensors.own(Autograd.product(value, leaf, torch.ones_like(value)));
        }
    }

    private void count(int more) {
        evaluations += more;
        listener.onProgress(new Progress(task, evaluations, total, "evaluation", ""));
    }

    /**
     * Ends what is going on if the listener wants to stop.
     *
     * @throws CancellationException if so
     */
    void requireWanted() {
        if (listener.isCancelled()) {
            throw new CancellationException();
        }
    }

    @Override
    public void close() {
        crew.close();
        functions.forEach(FiniteSum::close);
        functions.clear();
    }
}
