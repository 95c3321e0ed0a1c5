package dev.orograph.figure;

import java.util.List;

/**
 * A linear scale of things that are counted, such as epochs: no ticks between whole numbers.
 *
 * @param low finite
 * @param high finite, greater than {@code low}
 */
public record CountScale(double low, double high) implements Scale {
    public CountScale {
        LinearScale.requireRange(low, high);
    }

    private LinearScale linear() {
        return new LinearScale(low, high);
    }

    @Override
    public double position(double value) {
        return linear().position(value);
    }

    @Override
    public double value(double position) {
        return linear().value(position);
    }

    @Override
    public List<Tick> ticks(int wanted) {
        // The only round steps with a fraction are those below 1, and 2.5.
        double step = Math.max(1, Math.floor(LinearScale.step(low, high, wanted)));
        return NumberText.label(LinearScale.multiples(low, high, step), step);
    }
}
