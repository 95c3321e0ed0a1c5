package dev.orograph.bench;

import dev.orograph.curvature.SymmetricOperator;
import dev.orograph.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** An operator that notes how long each of its products takes. */
final class Metered implements SymmetricOperator {
    private final SymmetricOperator operator;
    private final List<Double> seconds = new ArrayList<>();

    /**
     * The same operator, measured.
     *
     * @param operator borrowed
     */
    Metered(SymmetricOperator operator) {
        this.operator = operator;
    }

    @Override
    public long size() {
        return operator.size();
    }

    @Override
    public Precision precision() {
        return operator.precision();
    }

    @Override
    public Tensor apply(Tensor vector) {
        long start = System.nanoTime();
        var product = operator.apply(vector);
        seconds.add((System.nanoTime() - start) / 1e9);
        return product;
    }

    /** Seconds of each product so far. */
    List<Double> seconds() {
        return List.copyOf(seconds);
    }
}
