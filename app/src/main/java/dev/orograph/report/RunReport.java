package dev.orograph.report;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.Overlay;
import dev.orograph.format.AtomicFile;
import dev.orograph.format.CurvatureJson;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Surface;
import dev.orograph.run.RunFolder;
import dev.orograph.spectrum.Smoothing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One page about a run: its figures and results, how far they can be believed, its settings, and how to repeat it. The
 * page needs nothing but itself: no script, no font, no file beside it.
 */
public final class RunReport {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ROOT)
            .withLocale(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Small enough for its text to be read on a phone. */
    private static final FigureOptions FIGURES =
            FigureOptions.defaults().withSize(520, 430).withCaption("");

    private final RunFolder run;
    private final RunSummary summary;
    private final Html page;

    /** Commands that measure the surfaces again. */
    private final List<String> commands = new ArrayList<>();

    private RunReport(RunFolder run, RunSummary summary) throws IOException {
        this.run = run;
        this.summary = summary;
        this.page = Html.page(summary.name());
    }

    /**
     * Writes {@code report.html} into the run's folder, replacing an earlier one.
     *
     * @return the page's file
     * @throws IOException if part of the run cannot be read or the page not be written
     */
    public static Path write(RunFolder run) throws IOException {
        var markup = html(run).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(run.reportFile(), out -> out.write(markup));
        return run.reportFile();
    }

    /** The page itself. */
    static String html(RunFolder run) throws IOException {
        var report = new RunReport(run, RunSummary.of(run));
        report.head();
        report.results();
        report.training();
        for (var name : report.summary.surfaces()) {
            report.surface(name);
        }
        for (var name : run.curvatureReports()) {
            report.curvature(name);
        }
        report.unfinished();
        report.repetition();
        report.settings();
        return report.page.end().toString();
    }

    private void head() {
        page.raw("<header>").element("h1", summary.name());
        var about = new ArrayList<String>();
        if (!summary.model().isEmpty()) {
            about.add(summary.model() + (summary.data().isEmpty() ? "" : " on " + summary.data()));
        }
        about.add(summary.kind().equals("import") ? "brought from elsewhere" : "made by " + summary.kind());
        about.add(DATE.format(summary.created()));
        page.element("p", String.join(" · ", about)).raw("</header>");
    }

    private void results() {
        if (summary.results().isEmpty()) {
            return;
        }
        page.raw("<section class=\"tiles\">");
        tile(
                "epochs",
                summary.epochs()
                        + (summary.plannedEpochs().isPresent()
                                ? " of " + summary.plannedEpochs().getAsInt()
                                : ""));
        for (var name : List.of(
                "train_loss",
                "train_accuracy",
                "validation_loss",
                "validation_accuracy",
                "test_loss",
                "test_accuracy",
                "test_averaged_loss",
                "test_averaged_accuracy")) {
            if (summary.results().containsKey(name)) {
                double value = summary.result(name);
                tile(
                        name.replace("train_", "training ").replace('_', ' '),
                        name.endsWith("accuracy") ? String.format(Locale.ROOT, "%.2f %%", value) : Numbers.text(value));
            }
        }
        page.raw("</section>");
    }

    private void tile(String label, String value) {
        page.raw("<div><b>" + Html.text(value) + "</b><span>" + Html.text(label) + "</span></div>");
    }

    private void training() throws IOException {
        var curves = TrainingCurves.of(run.metrics(), FIGURES);
        if (curves.isEmpty()) {
            return;
        }
        page.element("h2", "Training").raw("<div class=\"figures\">");
        curves.forEach(page::figure);
        page.raw("</div>");
        inside();
    }

    private void inside() throws IOException {
        var figures = TrainingDynamics.of(run.metrics(), FIGURES);
        var alarms = TrainingDynamics.alarms(run.metrics());
        if (figures.isEmpty() && alarms.isEmpty()) {
            return;
        }
        page.element("h2", "Inside the training");
        if (!figures.isEmpty()) {
            page.raw("<div class=\"figures\">");
            figures.forEach(page::figure);
            page.raw("</div>");
        }
        if (!alarms.isEmpty()) {
            page.element("h3", "Alarms").list(alarms);
        }
    }

    private void surface(String name) {
        page.element("h2", "Surface " + name);
        try {
            var surface = Convexity.with(SurfaceHdf5.read(run.surfaceFile(name)));
            var recipe = surface.provenance().entries().get("recipe");
            if (recipe != null) {
                SurveyCommand.of(
                                run,
                                recipe,
                                name,
                                Optional.ofNullable(
                                        surface.provenance().entries().get("adaptive")))
                        .map(command -> command + directions(surface))
                        .ifPresent(commands::add);
            }
            surface(name, surface);
        } catch (IOException e) {
            // one damaged surface must not cost the whole page
            page.element("p", "This surface cannot be read: " + e.getMessage());
        }
    }

    private void surface(String name, Surface surface) {
        page.element("p", describe(surface));
        page.raw("<div class=\"figures\">");
        for (var kind : List.of(PlotKind.FILLED, PlotKind.SURFACE_3D, PlotKind.LINE)) {
            if (kind.suits(surface.grid().dimensions())) {
                page.figure(
                        new NamedFigure(name, kind.draw(surface, PlotQuantity.choose(surface), Overlay.NONE, FIGURES)));
            }
        }
        eigenvalues(name, surface);
        page.raw("</div>").element("h3", "How far to trust it").list(TrustText.sentences(surface));
    }

    /** Eigenvalues where there are any; the largest is shown already where there is no loss. */
    private void eigenvalues(String name, Surface surface) {
        if (!Convexity.isKnown(surface) || surface.grid().dimensions() > 2) {
            return;
        }
        if (surface.grid().dimensions() == 1) {
            page.figure(new NamedFigure(name, PlotKind.LINE.draw(surface, Convexity.LARGEST, Overlay.NONE, FIGURES)));
            return;
        }
        for (var quantity : List.of(Convexity.LARGEST, Convexity.SMALLEST, Convexity.RATIO)) {
            if (!quantity.equals(PlotQuantity.choose(surface))) {
                var kind = quantity.equals(Convexity.RATIO) ? PlotKind.HEAT : PlotKind.FILLED;
                page.figure(new NamedFigure(name, kind.draw(surface, quantity, Overlay.NONE, FIGURES)));
            }
        }
    }

    private void curvature(String name) {
        page.element("h2", "Curvature " + name);
        try {
            var found = CurvatureJson.read(run.curvatureFile(name));
            page.raw("<div class=\"figures\">");
            CurvatureFigureFiles.of(found, name, Smoothing.PYHESSIAN, FIGURES.withCaption(null))
                    .forEach(page::figure);
            page.raw("</div>").commands(CurvatureText.lines(found));
        } catch (IOException e) {
            // one damaged report must not cost the whole page
            page.element("p", "This report cannot be read: " + e.getMessage());
        }
    }

    /** The flag for a summary of several pairs of directions; empty for any other surface. */
    private static String directions(Surface surface) {
        var pairs = surface.trust().figures().get("direction_pairs");
        return pairs == null ? "" : " --directions " + Math.round(pairs);
    }

    private static String describe(Surface surface) {
        var ranges = new ArrayList<String>();
        for (var axis : surface.grid().axes()) {
            ranges.add(axis.count() + " points on " + axis.name() + " from " + Numbers.text(axis.min()) + " to "
                    + Numbers.text(axis.max()));
        }
        return String.join(", ", ranges) + "; measured: "
                + surface.quantityNames().stream()
                        .filter(quantity -> !quantity.endsWith("_se") && !quantity.endsWith(Convexity.RESIDUAL))
                        .map(RunReport::words)
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String words(String quantity) {
        return switch (quantity) {
            case Convexity.SMALLEST -> "smallest eigenvalue of the Hessian";
            case Convexity.LARGEST -> "largest eigenvalue of the Hessian";
            case Convexity.RATIO -> "ratio of the two";
            default ->
                quantity.replace("train_", "training ")
                        .replace("acc", "accuracy")
                        .replace('_', ' ');
        };
    }

    private void unfinished() throws IOException {
        var sentences = ResumeAdvice.of(run, summary);
        if (!sentences.isEmpty()) {
            page.element("h2", "Not finished").list(sentences);
        }
    }

    private void repetition() {
        page.element("h2", "How to repeat it");
        if (summary.kind().equals("train")) {
            page.element(
                    "p",
                    "The file run.json beside this page holds every setting and seed. On a machine of the same kind,"
                            + " with as many threads, this trains the same weights to the bit:");
            page.commands(List.of("orograph train --manifest run.json"));
        }
        if (!commands.isEmpty()) {
            page.element("p", "The surfaces (add --overwrite to replace those that are there):");
            page.commands(commands);
        }
        if (summary.kind().equals("import")) {
            page.element("p", "The imported surfaces were computed elsewhere; this run keeps and shows them.");
        }
        page.element("p", "The figures of this page and more, as files:");
        page.commands(List.of("orograph plot " + run.path() + " --kind all"));
    }

    private void settings() {
        var manifest = run.manifest();
        var settings = new LinkedHashMap<String, String>();
        flatten("", manifest.settings(), settings);
        page.element("h2", "Settings").table(settings);
        var made = new LinkedHashMap<String, String>(manifest.provenance().entries());
        manifest.digests().forEach((name, digest) -> made.put("SHA-256 of " + name, digest));
        if (!made.isEmpty()) {
            page.raw("<details><summary>Where and with what it was made</summary>")
                    .table(made)
                    .raw("</details>");
        }
    }

    /** Leaves of a tree by their dotted path; settings that were left out are passed over. */
    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray()) {
            var items = new ArrayList<String>();
            node.forEach(item -> items.add(item.isValueNode() ? item.asString() : item.toString()));
            into.put(path, items.isEmpty() ? "none" : String.join(", ", items));
        } else if (!node.isNull()) {
            into.put(path, node.asString());
        }
    }
}
