package dev.orograph.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for gradients that are huge, or much larger than they used to be. */
final class ExplodingGradients implements Watch {
    private static final double MOST = 1e4;
    private static final double MOST_TIMES = 100;

    /** Share of a new value in the running mean, which so reaches over about fifty records. */
    private static final double SHARE = 0.02;

    /** Values before a mean is believed. */
    private static final int LEAST_VALUES = 20;

    private final Map<String, Mean> means = new LinkedHashMap<>();

    private record Mean(double value, int count) {
        Mean with(double next) {
            double share = Math.max(SHARE, 1.0 / (count + 1));
            return new Mean(value + share * (next - value), Math.min(count + 1, LEAST_VALUES));
        }
    }

    @Override
    public boolean concerns(String event) {
        return event.equals("step");
    }

    @Override
    public List<Suspicion> look(Map<String, Double> values) {
        var found = new ArrayList<Suspicion>();
        values.forEach((name, value) -> {
            if (name.equals(GradientNorm.NAME) || name.startsWith(GradientNorm.NAME + "/")) {
                var mean = means.getOrDefault(name, new Mean(0, 0));
                boolean isJump = mean.count >= LEAST_VALUES && value > MOST_TIMES * mean.value && mean.value > 0;
                if (isJump || value > MOST) {
                    found.add(suspicion(name, value, isJump ? MOST_TIMES * mean.value : MOST));
                }
                means.put(name, mean.with(value));
            }
        });
        return found;
    }

    private static Suspicion suspicion(String name, double value, double threshold) {
        var layer = StreakWatch.layer(GradientNorm.NAME, name).orElse("");
        var sentence = String.format(
                Locale.ROOT,
                "the gradient of %s explodes: its norm is %.3g, above %.3g; try a smaller learning rate or --clip-norm",
                layer.isEmpty() ? "the whole network" : layer,
                value,
                threshold);
        return new Suspicion(layer, value, threshold, sentence);
    }

    @Override
    public Map<String, String> memory() {
        var texts = new LinkedHashMap<String, String>();
        means.forEach((name, mean) -> texts.put(name, mean.value + " " + mean.count));
        return texts;
    }

    @Override
    public void remember(Map<String, String> memory) {
        means.clear();
        memory.forEach((name, text) -> {
            int space = text.indexOf(' ');
            means.put(
                    name,
                    new Mean(
                            Double.parseDouble(text.substring(0, space)), Integer.parseInt(text.substring(space + 1))));
        });
    }
}
