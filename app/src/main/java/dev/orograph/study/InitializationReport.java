package dev.orograph.study;

import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.NamedEstimate;
import dev.orograph.figure.SpectrumFigures;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import dev.orograph.spectrum.Estimate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What trainings from several starts say in the end. */
final class InitializationReport {
    private static final List<String> HEAD = List.of(
            "initialiser",
            "test cross-entropy",
            "error rate (%)",
            "epochs to 99 % of the improvement",
            "mean condition number",
            "mean spectral norm",
            "rank ratio (published form)",
            "effective rank ratio (entropy)",
            "seconds");

    private static final String CSV_HEAD = "initialiser,seed,verdict,epochs_to_99_percent,train_cross_entropy,"
            + "test_cross_entropy,test_error_percent,start_condition,start_spectral_norm,start_published_rank_ratio,"
            + "start_effective_rank_ratio,end_condition,end_spectral_norm,end_published_rank_ratio,"
            + "end_effective_rank_ratio,seconds";

    private final InitializationStudy study;
    private final List<InitializationTrial> trials;
    private final Map<InitializationRecipe, List<InitializationTrial>> byStart;
    private final int classes;

    InitializationReport(InitializationStudy study, List<InitializationTrial> trials, int classes) {
        this.study = study;
        this.trials = List.copyOf(trials);
        this.byStart = trials.stream()
                .collect(Collectors.groupingBy(
                        InitializationTrial::initialization, LinkedHashMap::new, Collectors.toList()));
        this.classes = classes;
    }

    /** Writes the report, {@code initialisers.csv} and {@code losses.csv}. */
    Study.Result write(ReportFolder folder) throws IOException {
        var rows = byStart.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        var figures = List.of(new NamedFigure("initialisers", figure()));
        var csv = new ArrayList<String>();
        csv.add(CSV_HEAD);
        trials.forEach(trial -> csv.add(csv(trial)));
        folder.text("initialisers.csv", csv);
        folder.text("losses.csv", losses());
        return folder.report(study.question(), findings(), HEAD, rows, notes(), figures);
    }

    /** Who learned, who did not, who diverged. */
    private List<String> findings() {
        var findings = new ArrayList<String>();
        for (var verdict : Learning.Verdict.values()) {
            var names = byStart.entrySet().stream()
                    .filter(entry -> entry.getValue().stream()
                            .anyMatch(trial -> trial.learning().verdict() == verdict))
                    .map(entry -> name(entry.getKey(), entry.getValue(), verdict))
                    .toList();
            if (!names.isEmpty()) {
                findings.add(sentence(verdict, names));
            }
        }
        return findings;
    }

    private static String name(InitializationRecipe start, List<InitializationTrial> trials, Learning.Verdict verdict) {
        long count = trials.stream()
                .filter(trial -> trial.learning().verdict() == verdict)
                .count();
        return start.text() + (count < trials.size() ? " (" + count + " of " + trials.size() + " seeds)" : "");
    }

    private String sentence(Learning.Verdict verdict, List<String> names) {
        return switch (verdict) {
            case LEARNED -> {
                var losses = trials.stream()
                        .filter(trial -> trial.learning().verdict() == verdict)
                        .mapToDouble(InitializationTrial::testLoss)
                        .summaryStatistics();
                yield ComparisonText.list(names) + " learned, to a test cross-entropy between "
                        + Numbers.text(losses.getMin(), 3) + " and " + Numbers.text(losses.getMax(), 3) + ".";
            }
            case DID_NOT_LEARN ->
                ComparisonText.list(names) + " did not learn: the training cross-entropy stayed above "
                        + Numbers.percent(Learning.GUESSING) + " of ln " + classes + " = "
                        + Numbers.text(Math.log(classes), 4) + ", that of guessing.";
            case DIVERGED -> ComparisonText.list(names) + " diverged: a loss or gradient was not finite.";
        };
    }

    private static List<String> row(InitializationRecipe start, List<InitializationTrial> trials) {
        var verdicts =
                trials.stream().map(trial -> trial.learning().text()).distinct().toList();
        return List.of(
                start.text(),
                text(trials, InitializationTrial::testLoss),
                text(trials, InitializationTrial::testError),
                String.join(" / ", verdicts),
                text(trials, trial -> trial.start().condition()),
                text(trials, trial -> trial.start().spectralNorm()),
                text(trials, trial -> trial.start().publishedRankRatio()),
                text(trials, trial -> trial.start().effectiveRankRatio()),
                text(trials, InitializationTrial::seconds));
    }

    private static Estimate estimate(List<InitializationTrial> trials, ToDoubleFunction<InitializationTrial> figure) {
        return Estimate.of(trials.stream().mapToDouble(figure).toArray());
    }

    /** The mean over seeds, with their standard deviation where there are several. */
    private static String text(List<InitializationTrial> trials, ToDoubleFunction<InitializationTrial> figure) {
        var estimate = estimate(trials, figure);
        double deviation = estimate.standardError() * Math.sqrt(estimate.draws());
        return Numbers.text(estimate.value(), 4) + (deviation > 0 ? " ± " + Numbers.text(deviation, 2) : "");
    }

    private String notes() {
        return "Each network had " + study.training().epochs() + " epochs of "
                + study.training().optimizer().text() + " with batches of "
                + study.training().batchSize() + ". Figures of matrices are those of the start, means over "
                + (study.countsSlopes()
                        ? "all weight matrices and the slopes of the activations, which the published averages count as"
                                + " matrices of one number"
                        : "all weight matrices; the published averages also count the learned slope of the activation as"
                                + " one (--count-slopes)")
                + ". The published form of the rank ratio is #{k : σ₁ + … + σ_k < 0.95 Σσ} over the shorter side, the other"
                + " exp(−Σ p ln p) with p = σ/Σσ over the shorter side."
                + (study.seeds() > 1 ? " ± is the standard deviation over " + study.seeds() + " seeds." : "");
    }

    private Figure figure() {
        var options = FigureOptions.defaults()
                .withTitle(study.question())
                .withCaption(study.seeds() > 1 ? "bars: 95 % confidence intervals over seeds" : "one seed");
        return SpectrumFigures.bars(
                List.of("test cross-entropy", "error rate (%)", "mean condition number at the start"),
                List.of(
                        bars(InitializationTrial::testLoss),
                        bars(InitializationTrial::testError),
                        bars(trial -> trial.start().condition())),
                options);
    }

    private List<NamedEstimate> bars(ToDoubleFunction<InitializationTrial> figure) {
        return byStart.entrySet().stream()
                .map(entry -> new NamedEstimate(entry.getKey().text(), estimate(entry.getValue(), figure)))
                .toList();
    }

    private static String csv(InitializationTrial trial) {
        var fields = new ArrayList<String>();
        fields.add(quoted(trial.initialization()));
        fields.add(Long.toString(trial.seed()));
        fields.add(trial.learning().verdict().toString());
        fields.add(epochs(trial.learning().epochs()));
        fields.add(Double.toString(trial.lastTrainLoss()));
        fields.add(Double.toString(trial.testLoss()));
        fields.add(Double.toString(trial.testError()));
        for (var means : List.of(trial.start(), trial.end())) {
            fields.add(Double.toString(means.condition()));
            fields.add(Double.toString(means.spectralNorm()));
            fields.add(Double.toString(means.publishedRankRatio()));
            fields.add(Double.toString(means.effectiveRankRatio()));
        }
        fields.add(String.format(Locale.ROOT, "%.2f", trial.seconds()));
        return String.join(",", fields);
    }

    private static String epochs(OptionalInt epochs) {
        return epochs.isPresent() ? Integer.toString(epochs.getAsInt()) : "";
    }

    private static String quoted(InitializationRecipe start) {
        return '"' + start.text().replace("\"", "\"\"") + '"';
    }

    private List<String> losses() {
        var lines = new ArrayList<String>();
        lines.add("initialiser,seed,epoch,train_cross_entropy");
        for (var trial : trials) {
            for (int epoch = 0; epoch < trial.trainLoss().size(); epoch++) {
                lines.add(quoted(trial.initialization()) + "," + trial.seed() + "," + epoch + ","
                        + trial.trainLoss().y(epoch));
            }
        }
        return lines;
    }
}
