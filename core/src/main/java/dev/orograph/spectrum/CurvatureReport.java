package dev.orograph.spectrum;

import java.util.List;
import java.util.Map;

/**
 * The curvature of a network's loss at one or several points.
 *
 * @param network how it is named to a user
 * @param parameters of the network
 * @param data over which the loss is the mean
 * @param samples of the data that were used
 * @param operator such as {@code hessian}
 * @param recipe everything that determines the result, as JSON
 * @param points at least one once anything is known, by epoch where they are checkpoints
 * @param provenance versions, machine and threads
 */
public record CurvatureReport(
        String network,
        long parameters,
        String data,
        long samples,
        String operator,
        String recipe,
        List<CurvatureFigures> points,
        Map<String, String> provenance) {
    public CurvatureReport {
        points = List.copyOf(points);
        provenance = Map.copyOf(provenance);
    }

    /** The same with other points. */
    public CurvatureReport withPoints(List<CurvatureFigures> newPoints) {
        return new CurvatureReport(network, parameters, data, samples, operator, recipe, newPoints, provenance);
    }
}
