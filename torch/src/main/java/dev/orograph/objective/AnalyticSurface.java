package dev.orograph.objective;

import dev.orograph.measurement.Place;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
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
    ROSENBROCK(AnalyticRegion.of(-2.5, 2.5, -1.5, 3.5).from(-2, 2).withMinimum(1, 1)) {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return square(x.neg().add(new Scalar(1.0)))
                    .add(square(y.sub(x.mul(x))).mul(new Scalar(100.0)));
        }
    },
    /** 20 + x² − 10 cos 2πx + y² − 10 cos 2πy; minimum 0 at the origin among many local ones. */
    RASTRIGIN(AnalyticRegion.of(-4.5, 4.5, -4.5, 4.5).from(-2, 3.5).withMinimum(0, 0)) {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return wave(x).add(wave(y)).add(new Scalar(20.0));
        }
    },
    /** (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²; minimum 0 at (3, ½). */
    BEALE(AnalyticRegion.of(-4.5, 4.5, -4.5, 4.5).from(1, 1.5).withMinimum(3, 0.5)) {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            var first = square(x.mul(y).sub(x).add(new Scalar(1.5)));
            var second = square(x.mul(y).mul(y).sub(x).add(new Scalar(2.25)));
            return first.add(second).add(square(x.mul(y).mul(y).mul(y).sub(x).add(new Scalar(2.625))));
        }
    },
    /** (x² + y − 11)² + (x + y² − 7)²; four minima 0, one at (3, 2). */
    HIMMELBLAU(AnalyticRegion.of(-6, 6, -6, 6)
            .from(0, -1)
            .withMinimum(3, 2)
            .withMinimum(-2.805118086952745, 3.131312518250573)
            .withMinimum(-3.7793102533777465, -3.2831859912861696)
            .withMinimum(3.5844283403304917, -1.8481265269644036)) {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return square(x.mul(x).add(y).sub(new Scalar(11.0)))
                    .add(square(x.add(y.mul(y)).sub(new Scalar(7.0))));
        }
    },
    /** x² − y²; a saddle at the origin. */
    SADDLE(AnalyticRegion.of(-2, 2, -2, 2).from(-1.5, 0.001)) {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return x.mul(x).sub(y.mul(y));
        }
    },
    /** tanh²x + 0.01 |x| + σ(y); a ravine along x = 0 that falls towards 0 as y falls, without a minimum. */
    RAVINE(AnalyticRegion.of(-3.5, 2.5, -10, 4.5).from(-2.5, 3)) {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            return square(torch.tanh(x)).add(torch.abs(x).mul(new Scalar(0.01))).add(torch.sigmoid(y));
        }
    },
    /**
     * 0.05 (x² + y²) − Σ exp(−‖(x, y) − c‖²/(2·0.2²)) over c = (1, 0.7), (−0.9, 0.6), (−0.1, −1.1): steep wells in a gentle
     * bowl. Its minima lie slightly inwards of the centres, for the bowl pulls at them.
     */
    STEEP_OPTIMA(AnalyticRegion.of(-2.5, 2.5, -2.5, 2.5)
            .from(2.2, 1.8)
            .withMinimum(0.996014762274068, 0.6972103335918476)
            .withMinimum(-0.896413513094967, 0.5976090087299779)
            .withMinimum(-0.09960149751371149, -1.0956164726508264)) {
        @Override
        Tensor formula(Tensor x, Tensor y) {
            var bowl = square(x).add(square(y)).mul(new Scalar(0.05));
            return bowl.sub(well(x, y, 1, 0.7)).sub(well(x, y, -0.9, 0.6)).sub(well(x, y, -0.1, -1.1));
        }
    };

    /** Standard deviation of a steep well. */
    private static final double WELL_WIDTH = 0.2;

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers and a list that copies
    private final AnalyticRegion region;

    AnalyticSurface(AnalyticRegion region) {
        this.region = region;
    }

    /** What part of it is usually shown, where optimizers usually start, and its minima. */
    public AnalyticRegion region() {
        return region;
    }

    /** The function's value at its lowest known minimum; empty if it has none. */
    public OptionalDouble lowest() {
        return region.minima().stream().mapToDouble(this::at).min();
    }

    private double at(Place place) {
        try (var scope = new PointerScope()) {
            return formula(Tensors.of(new double[] {place.x()}, 1), Tensors.of(new double[] {place.y()}, 1))
                    .item_double();
        }
    }

    private static Tensor well(Tensor x, Tensor y, double centerX, double centerY) {
        var squares = square(x.sub(new Scalar(centerX))).add(square(y.sub(new Scalar(centerY))));
        return torch.exp(squares.mul(new Scalar(-0.5 / (WELL_WIDTH * WELL_WIDTH))));
    }

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
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
