package dev.orograph.curvature;

import dev.orograph.objective.FiniteSum;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The mean of functions that are written out. */
record Formula(long size, List<UnaryOperator<Tensor>> formulas) implements FiniteSum {
    static Formula of(long size, UnaryOperator<Tensor> formula) {
        return new Formula(size, List.of(formula));
    }

    /** ½θᵀAθ, as the mean of four parts of it, of which none is a quarter. */
    static Formula quadratic(Tensor matrix) {
        var parts = List.<UnaryOperator<Tensor>>of(
                theta -> half(matrix, theta, 0.5),
                theta -> half(matrix, theta, 2.5),
                theta -> half(matrix, theta, -1),
                theta -> half(matrix, theta, 2));
        return new Formula(matrix.size(0), parts);
    }

    private static Tensor half(Tensor matrix, Tensor theta, double factor) {
        return theta.dot(matrix.mv(theta)).mul(new Scalar(factor / 2));
    }

    @Override
    public int terms() {
        return formulas.size();
    }

    @Override
    public double weight(int term) {
        return 1.0 / formulas.size();
    }

    @Override
    public Tensor value(Tensor theta, int term) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(formulas.get(term).apply(theta));
        }
    }

    @Override
    public String nameOf(long element) {
        return "θ" + element;
    }

    @Override
    public FiniteSum forOtherThread() {
        return this;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
