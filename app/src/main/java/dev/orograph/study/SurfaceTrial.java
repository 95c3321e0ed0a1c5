package dev.orograph.study;

import dev.orograph.objective.AnalyticSurface;
import dev.orograph.optimize.OptimizerSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which optimizers are tried on an analytic surface, and for how long.
 *
 * @param surface from its usual start
 * @param steps of each
 * @param optimizers by the names they have in figures
 */
record SurfaceTrial(AnalyticSurface surface, int steps, Map<String, OptimizerSettings> optimizers) {
    SurfaceTrial {
        optimizers = new LinkedHashMap<>(optimizers);
    }

    /**
     * The surface with optimizers and rates of our own choice. Rates are of the form {1, 2, 3, 5}·10ᵏ, picked by hand per
     * surface so that each optimizer gets on within the steps; SGD's is near what the curvature bears.
     */
    static SurfaceTrial usual(AnalyticSurface surface) {
        return switch (surface) {
            case ROSENBROCK -> of(surface, 1000, 0.001, 0.0005, 2, 0.05, 0.5, 0.005);
            case RASTRIGIN -> of(surface, 200, 0.002, 0.002, 0.5, 0.05, 0.5, 0.05);
            case BEALE -> of(surface, 500, 0.02, 0.005, 1, 0.05, 0.2, 0.03);
            case HIMMELBLAU -> of(surface, 100, 0.01, 0.005, 0.5, 0.05, 0.5, 0.1);
            case SADDLE -> of(surface, 60, 0.05, 0.02, 0.2, 0.05, 0.05, 0.05);
            case RAVINE -> of(surface, 200, 0.5, 0.2, 1, 0.1, 0.5, 0.05);
            case STEEP_OPTIMA -> of(surface, 200, 0.05, 0.02, 0.2, 0.02, 0.1, 0.02);
        };
    }

    private static SurfaceTrial of(
            AnalyticSurface surface,
            int steps,
            double sgd,
            double momentum,
            double adagrad,
            double rmsprop,
            double adam,
            double lion) {
        var optimizers = new LinkedHashMap<String, OptimizerSettings>();
        optimizers.put("sgd", OptimizerSettings.parse("sgd:lr=" + sgd));
        optimizers.put("momentum", OptimizerSettings.parse("sgd:momentum=0.9,lr=" + momentum));
        optimizers.put("nesterov", OptimizerSettings.parse("sgd:momentum=0.9,nesterov=true,lr=" + momentum));
        optimizers.put("adagrad", OptimizerSettings.parse("adagrad:lr=" + adagrad));
        optimizers.put("rmsprop", OptimizerSettings.parse("rmsprop:lr=" + rmsprop));
        optimizers.put("adam", OptimizerSettings.parse("adam:lr=" + adam));
        optimizers.put("lion", OptimizerSettings.parse("lion:lr=" + lion));
        return new SurfaceTrial(surface, steps, optimizers);
    }

    /** All surfaces with our choice. */
    static List<SurfaceTrial> usual() {
        return Arrays.stream(AnalyticSurface.values()).map(SurfaceTrial::usual).toList();
    }

    /** The same for other optimizers, named by their text form. */
    SurfaceTrial with(List<OptimizerSettings> others) {
        var named = new LinkedHashMap<String, OptimizerSettings>();
        others.forEach(other -> named.put(other.text(), other));
        return new SurfaceTrial(surface, steps, named);
    }

    SurfaceTrial withSteps(int newSteps) {
        return new SurfaceTrial(surface, newSteps, optimizers);
    }
}
