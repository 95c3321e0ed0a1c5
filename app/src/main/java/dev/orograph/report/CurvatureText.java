package dev.orograph.report;

import dev.orograph.spectrum.CurvatureFigures;
import dev.orograph.spectrum.CurvatureReport;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Estimate;
import dev.orograph.spectrum.ExtremeEigenvalues;
import dev.orograph.spectrum.SharpnessFigure;
import dev.orograph.spectrum.SharpnessTable;
import dev.orograph.spectrum.SpectralDensity;
import dev.orograph.spectrum.Stability;
import dev.orograph.spectrum.TraceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A curvature report in words: every number with its error, and what it does not show. */
public final class CurvatureText {
    /** Share of the largest absolute eigenvalue. */
    private static final double FLAT = 1e-3;

    private CurvatureText() {}

    /** All lines about a report. */
    public static List<String> lines(CurvatureReport report) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%s of %s (%,d parameters) on %,d samples of %s",
                title(report.operator()),
                report.network(),
                report.parameters(),
                report.samples(),
                report.data()));
        if (report.points().size() > 1) {
            lines.addAll(overEpochs(report.points()));
        } else {
            report.points().forEach(point -> lines.addAll(lines(point)));
        }
        return lines;
    }

    /** The operator's name as a heading begins. */
    public static String title(String operator) {
        return switch (operator) {
            case "hessian" -> "Hessian";
            case "gauss-newton" -> "Gauss-Newton matrix";
            case "fisher" -> "Fisher matrix (drawn labels)";
            case "empirical-fisher" -> "Empirical Fisher matrix";
            case "finite-difference" -> "Hessian by finite differences";
            default -> operator;
        };
    }

    private static List<String> lines(CurvatureFigures point) {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "loss %.6g, gradient norm %.4g", point.loss(), point.gradientNorm()));
        point.extremes().forEach(found -> lines.addAll(eigenvalues(found)));
        point.trace().ifPresent(trace -> lines.addAll(trace(trace)));
        point.density().ifPresent(density -> lines.add(density("spectral density", density)));
        point.layers().forEach(layer -> lines.add(density("layer " + layer.layer(), layer.density())));
        if (!point.exact().isEmpty()) {
            lines.add(exact(point.exact()));
        }
        point.stability().ifPresent(stability -> lines.add(stability(point, stability)));
        point.sharpness().ifPresent(table -> lines.addAll(sharpness(table)));
        return lines;
    }

    private static List<String> eigenvalues(ExtremeEigenvalues found) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "eigenvalues, %s (%s, %d products%s):",
                found.end().equals("power-iteration") ? "largest in magnitude" : end(found.end()),
                found.method(),
                found.products(),
                found.isRankAssured() ? "" : "; rank not assured: others may lie between them"));
        int rank = 1;
        for (var value : found.values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %2d  %12.6g  residual %.2g%s",
                    rank++,
                    value.value(),
                    value.residual(),
                    value.isConverged() ? "" : "  NOT converged"));
        }
        if (!ExtremeEigenvalues.isOrthogonal(found.orthogonalityError())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  warning: the basis has lost its orthogonality (by %.2g); values may be found twice",
                    found.orthogonalityError()));
        }
        return lines;
    }

    private static String end(String end) {
        return switch (end) {
            case "magnitude" -> "largest in magnitude";
            case "both-ends" -> "largest and smallest";
            default -> end;
        };
    }

    private static List<String> trace(TraceFigures trace) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "trace %s (%s, %d products%s)",
                estimate(trace.trace()),
                trace.method(),
                trace.products(),
                trace.isPrecise() ? "" : "; the precision asked for was not reached"));
        trace.frobenius().ifPresent(norm -> lines.add("Frobenius norm " + estimate(norm)));
        int width = trace.blocks().stream()
                .mapToInt(block -> block.block().length())
                .max()
                .orElse(1);
        for (var block : trace.blocks()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s  %10d parameters  trace %s",
                    block.block(),
                    block.parameters(),
                    estimate(block.trace())));
        }
        return lines;
    }

    private static String density(String name, SpectralDensity density) {
        double flat = flat(density.smallest(), density.largest());
        return String.format(
                Locale.ROOT,
                "%s (%d runs of %d products): from %.4g to %.4g; %s %% of the eigenvalues below %.2g, %s %% above %.2g",
                name,
                density.runs().size(),
                density.runs().get(0).size(),
                density.smallest(),
                density.largest(),
                estimate(density.massBelow(-flat).times(100)),
                -flat,
                estimate(density.massBelow(flat).times(-100).plus(100)),
                flat);
    }

    /** Curvature below this is flat for most purposes, and its sign is a matter of rounding. */
    private static double flat(double smallest, double largest) {
        return FLAT * Math.max(Math.abs(smallest), Math.abs(largest));
    }

    private static String exact(List<Double> ascending) {
        double smallest = ascending.get(0);
        double largest = ascending.get(ascending.size() - 1);
        double flat = flat(smallest, largest);
        return String.format(
                Locale.ROOT,
                "exact spectrum: %,d eigenvalues from %.6g to %.6g; %.4g %% of them below %.2g, %.4g %% above %.2g; trace"
                        + " %.6g",
                ascending.size(),
                smallest,
                largest,
                100.0 * ascending.stream().filter(value -> value < -flat).count() / ascending.size(),
                -flat,
                100.0 * ascending.stream().filter(value -> value >= flat).count() / ascending.size(),
                flat,
                ascending.stream().mapToDouble(Double::doubleValue).sum());
    }

    private static String stability(CurvatureFigures point, Stability stability) {
        var bound = String.format(
                Locale.ROOT,
                "%s is stable below %s = %.4g",
                stability.optimizer(),
                stability.formula(),
                stability.threshold());
        var measured = stability.isPreconditioned() ? stability.preconditioned() : point.largest();
        return measured.map(value -> String.format(
                        Locale.ROOT,
                        "%s; the largest %seigenvalue is %.4g, %s",
                        bound,
                        stability.isPreconditioned() ? "preconditioned " : "",
                        value.value(),
                        value.value() > stability.threshold() ? "ABOVE it" : "below it"))
                .orElse(bound
                        + (stability.isPreconditioned()
                                ? "; the optimizer's state was not kept, so its preconditioning is not known"
                                : ""));
    }

    private static List<String> sharpness(SharpnessTable table) {
        var lines = new ArrayList<String>();
        lines.add("sharpness:");
        int names = width(table, SharpnessFigure::name);
        int values = width(table, figure -> figure.value().text());
        for (var figure : table.figures()) {
            var remarks = Stream.of(
                            figure.settings(),
                            figure.note(),
                            figure.formula().equals(figure.name()) ? "" : figure.formula())
                    .filter(remark -> !remark.isEmpty())
                    .collect(Collectors.joining("; "));
            lines.add(String.format(
                            Locale.ROOT,
                            "  %-" + names + "s  %-" + values + "s  %s",
                            figure.name(),
                            figure.value().text(),
                            remarks)
                    .stripTrailing());
        }
        lines.add("  " + SharpnessTable.CAVEAT);
        return lines;
    }

    private static int width(SharpnessTable table, Function<SharpnessFigure, String> column) {
        return table.figures().stream()
                .mapToInt(figure -> column.apply(figure).length())
                .max()
                .orElse(1);
    }

    private static List<String> overEpochs(List<CurvatureFigures> points) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%8s %12s %12s %12s %12s %14s %14s",
                "epoch",
                "loss",
                "gradient",
                "largest",
                "smallest",
                "preconditioned",
                "stable below"));
        for (var point : points) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%8s %12.5g %12.5g %12s %12s %14s %14s",
                    point.epoch().isPresent() ? Integer.toString(point.epoch().getAsInt()) : "-",
                    point.loss(),
                    point.gradientNorm(),
                    value(point.largest().orElse(null)),
                    value(point.smallest().orElse(null)),
                    value(point.stability().flatMap(Stability::preconditioned).orElse(null)),
                    point.stability()
                            .map(stability -> String.format(Locale.ROOT, "%.5g", stability.threshold()))
                            .orElse("-")));
        }
        points.get(points.size() - 1)
                .stability()
                .ifPresent(stability -> lines.add("stable below " + stability.formula() + " with "
                        + stability.optimizer()
                        + (stability.isPreconditioned() ? ", which bounds the preconditioned eigenvalue" : "")));
        return lines;
    }

    private static String value(@Nullable Eigenvalue value) {
        return value == null
                ? "-"
                : String.format(Locale.ROOT, "%.5g%s", value.value(), value.isConverged() ? "" : "?");
    }

    private static String estimate(Estimate estimate) {
        return String.format(Locale.ROOT, "%.5g ± %.2g", estimate.value(), estimate.standardError());
    }
}
