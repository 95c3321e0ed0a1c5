package dev.orograph.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for curvature beyond what the optimizer's steps bear; for Adam it is the curvature that Adam sees. */
final class Instability implements Watch {
    @Override
    public boolean concerns(String event) {
        return event.equals("step");
    }

    @Override
    public List<Suspicion> look(Map<String, Double> values) {
        var threshold = values.get(LargestEigenvalue.THRESHOLD);
        var eigenvalue = values.containsKey(LargestEigenvalue.PRECONDITIONED)
                ? values.get(LargestEigenvalue.PRECONDITIONED)
                : values.get(LargestEigenvalue.NAME);
        if (threshold == null || eigenvalue == null || !(eigenvalue > threshold)) {
            return List.of();
        }
        var sentence = String.format(
                Locale.ROOT,
                "the largest eigenvalue%s is %.3g, above the optimizer's stability threshold of %.3g; at the edge of"
                        + " stability the loss no longer falls evenly, try a smaller learning rate",
                values.containsKey(LargestEigenvalue.PRECONDITIONED) ? " of the preconditioned Hessian" : "",
                eigenvalue,
                threshold);
        return List.of(new Suspicion("", eigenvalue, threshold, sentence));
    }

    @Override
    public Map<String, String> memory() {
        return Map.of();
    }

    @Override
    public void remember(Map<String, String> memory) {}
}
