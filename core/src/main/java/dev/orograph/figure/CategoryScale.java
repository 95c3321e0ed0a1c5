package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Names side by side: the number {@code i} stands for the {@code i}-th of them, half a step from the next.
 *
 * @param names from the low end on, at least one; an empty one has a place but no label
 */
public record CategoryScale(List<String> names) implements Scale {
    public CategoryScale {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a scale of categories needs at least one name");
        }
    }

    @Override
    public double low() {
        return -0.5;
    }

    @Override
    public double high() {
        return names.size() - 0.5;
    }

    @Override
    public double position(double value) {
        return (value + 0.5) / names.size();
    }

    @Override
    public double value(double position) {
        return position * names.size() - 0.5;
    }

    /** All of the names, however many are wanted: none stands for another. */
    @Override
    public List<Tick> ticks(int wanted) {
        var ticks = new ArrayList<Tick>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isBlank()) {
                ticks.add(new Tick(i, names.get(i)));
            }
        }
        return List.copyOf(ticks);
    }
}
