package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The loss L at a network's weights θ, its derivatives there, and its values nearby; each of the first is computed once.
 * What is asked for after the listener wants to stop ends by a {@link CancellationException}. Used by one thread.
 */
final class Neighbourhood implements AutoCloseable {
    private final SharpnessSubject subject;
    private final int threads;
    private final long seed;
    private final Listener listener;
    private final Tensor theta;
    private final LossCrew crew;
    private final double loss;
    private @Nullable Tensor gradient;
    private @Nullable CurvatureOperator hessian;
    private String task = "";
    private long products;

    /** Evaluates the loss at θ. */
    Neighbourhood(SharpnessSubject subject, int threads, long seed, Listener listener) {
        this.subject = subject;
        this.threads = threads;
        this.seed = seed;
        this.listener = listener;
        this.crew = new LossCrew(subject.function(), threads, listener);
        try (var scope = new PointerScope()) {
            this.theta = Tensors.own(subject.theta().detach());
        }
        try {
            begin("loss at θ", 1);
            this.loss = crew.value(theta);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Counts from 0 again.
     *
     * @param measure what progress is reported as
     * @param expected number of evaluations, or −1 if unknown
     */
    void begin(String measure, long expected) {
        task = "sharpness: " + measure;
        crew.begin(task, expected);
        products = 0;
    }

    /** Number of losses evaluated since {@link #begin}. */
    long evaluations() {
        return crew.evaluations();
    }

    /** Number of products with the Hessian since {@link #begin}. */
    long products() {
        return products;
    }

    /** The weights; still owned by this. */
    Tensor theta() {
        return theta;
    }

    long samples() {
        return subject.samples();
    }

    Optional<Tensor> initial() {
        return subject.initial();
    }

    /** L(θ). */
    double loss() {
        return loss;
    }

    /** ‖θ‖. */
    double size() {
        try (var scope = new PointerScope()) {
            return theta.to(ScalarType.Double).norm().item_double();
        }
    }

    /** The gradient at θ, float64 [size]; still owned by this. */
    Tensor gradient() {
        if (gradient == null) {
            try (var scope = new PointerScope()) {
                gradient = Tensors.own(crew.gradient(theta));
            }
        }
        return gradient;
    }

    /** L(θ + step·direction) − L(θ), of a direction in float64. */
    double rise(Tensor direction, double step) {
        try (var scope = new PointerScope()) {
            var point = theta.to(ScalarType.Double).add(direction, new Scalar(step));
            return crew.value(point.to(theta.scalar_type())) - loss;
        }
    }

    /**
     * L(θ + δ) for draws of δ.
     *
     * @param key what the draws are for; the same draws come with the same key
     * @param deviation makes δ of standard normal numbers z, which it may change in place; called by several threads
     */
    double[] losses(int draws, long key, UnaryOperator<Tensor> deviation) {
        var precision = Precision.of(theta);
        return crew.values(draws, draw -> {
            var normal = RandomStream.of(seed, key, draw).gaussians(theta.size(0), precision);
            return deviation.apply(normal).add_(theta);
        });
    }

    /** L(θ + δ) − L(θ) for the same draws. */
    double[] rises(int draws, long key, UnaryOperator<Tensor> deviation) {
        var rises = losses(draws, key, deviation);
        for (int i = 0; i < draws; i++) {
            rises[i] -= loss;
        }
        return rises;
    }

    /** vᵀHv of a vector of any type. */
    double curvature(Tensor vector) {
        crew.requireWanted();
        if (hessian == null) {
            hessian = CurvatureOperator.of(new Curvature.Hessian(), subject.function(), theta, threads, 0);
        }
        try (var scope = new PointerScope()) {
            var product = hessian.apply(vector).to(ScalarType.Double);
            products++;
            listener.onProgress(new Progress(task, products, -1, "product", ""));
            return product.dot(vector.to(ScalarType.Double)).item_double();
        }
    }

    /** What {@code finding} gives, where the loss is finite. */
    Finding whereDefined(Function<Neighbourhood, Finding> finding) {
        return Double.isFinite(loss) ? finding.apply(this) : Finding.notReached("the loss at θ is " + loss);
    }

    /** What {@code finding} gives of the gradient, where that is finite. */
    Finding whereDifferentiable(Function<Tensor, Finding> finding) {
        return whereDefined(at -> at.gradient().isfinite().all().item_bool()
                ? finding.apply(at.gradient())
                : Finding.notReached("the gradient at θ is not finite"));
    }

    /** What {@code finding} gives of the gradient, where it says which way the loss rises. */
    Finding wherePossibleToAscend(Function<Tensor, Finding> finding) {
        return whereDifferentiable(vector -> vector.norm().item_double() > 0
                ? finding.apply(vector)
                : Finding.notReached("the gradient is zero, so no direction rises most"));
    }

    @Override
    public void close() {
        crew.close();
        theta.close();
        if (gradient != null) {
            gradient.close();
        }
        if (hessian != null) {
            hessian.close();
        }
    }
}
