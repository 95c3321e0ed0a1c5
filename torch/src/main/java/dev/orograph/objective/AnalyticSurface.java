package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Functions of two numbers on which optimizers are tried, given by a formula; their minima and curvature are known.
 */
public enum AnalyticSurface {
    /** (1 − x)² + 100 (y − x²)²; minimum 0 at (1, 1), at the bottom of a curved valley. */
    ROSENBROCK {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return square(x.neg().add(new Scalar(1.0)))
                    .add(square(y.sub(x.mul(x))).mul(new Scalar(100.0)));
        }
    },
    /** 20 + x² − 10 cos 2πx + y² − 10 cos 2πy; minimum 0 at the origin among many local ones. */
    RASTRIGIN {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return wave(x).add(wave(y)).add(new Scalar(20.0));
        }
    },
    /** (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²; minimum 0 at (3, ½). */
    BEALE {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            var first = square(x.mul(y).sub(x).add(new Scalar(1.5)));
            var second = square(x.mul(y).mul(y).sub(x).add(new Scalar(2.25)));
            return first.add(second).add(square(x.mul(y).mul(y).mul(y).sub(x).add(new Scalar(2.625))));
        }
    },
    /** (x² + y − 11)² + (x + y² − 7)²; four minima 0, one at (3, 2). */
    HIMMELBLAU {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return square(x.mul(x).add(y).sub(new Scalar(11.0)))
                    .add(square(x.add(y.mul(y)).sub(new Scalar(7.0))));
        }
    },
    /** x² − y²; a saddle at the origin. */
    SADDLE {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return x.mul(x).sub(y.mul(y));
        }
    };

    private static Tensor square(Tensor tensor) {
        return tensor.mul(tensor);
    }

    private static Tensor wave(Tensor tensor) {
        return square(tensor).sub(torch.cos(tensor.mul(new Scalar(2 * Math.PI))).mul(new Scalar(10.0)));
    }

    /** The function at a point, a scalar tensor. */
    abstract Tensor formula(Tensor x, Tensor y);

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if there is no such surface
     */
    public static AnalyticSurface parse(String name) {
        for (var surface : values()) {
            if (surface.toString().equals(name)) {
                return surface;
            }
        }
        throw new IllegalArgumentException("surface '" + name + "' is unknown; choose one of "
                + Arrays.stream(values()).map(AnalyticSurface::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The surface as a sum of one term. */
    public FiniteSum sum() {
        return new SingleTerm(this);
    }

    private record SingleTerm(AnalyticSurface surface) implements FiniteSum {
        @Override
        public long size() {
            return 2;
        }

        @Override
        public int terms() {
            return 1;
        }

        @Override
        public double weight(int term) {
            return 1;
        }

        @Override
        public Tensor value(Tensor theta, int term) {
            try (var scope = new PointerScope()) {
                return Tensors.keep(surface.formula(theta.select(0, 0), theta.select(0, 1)));
            }
        }

        @Override
        public String nameOf(long element) {
            return element == 0 ? "x" : "y";
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
}
