package dev.orograph.report;

import dev.orograph.run.Checkpoint;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a run is and how far it has come.
 *
 * @param name of its folder
 * @param kind what made it, such as {@code train}
 * @param created when it began
 * @param model the network, with its parameters; empty if the run has none
 * @param data the data set; empty if the run has none
 * @param epochs complete epochs
 * @param plannedEpochs how many there were to be; empty if nothing was trained
 * @param isTrainingUnfinished whether there is a point from which an interrupted training goes on
 * @param results what was recorded after the last epoch, by name
 * @param checkpoints epochs whose weights were kept
 * @param surfaces names of the finished surfaces
 * @param unfinishedSurveys what was begun and can be gone on with
 */
public record RunSummary(
        String name,
        String kind,
        Instant created,
        String model,
        String data,
        int epochs,
        OptionalInt plannedEpochs,
        boolean isTrainingUnfinished,
        Map<String, Double> results,
        List<Integer> checkpoints,
        List<String> surfaces,
        List<UnfinishedSurvey> unfinishedSurveys) {
    private static final String EPOCH = "epoch";

    public RunSummary {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        checkpoints = List.copyOf(checkpoints);
        surfaces = List.copyOf(surfaces);
        unfinishedSurveys = List.copyOf(unfinishedSurveys);
    }

    /**
     * Looks at a run, also while it is being written.
     *
     * @throws IOException if its metrics cannot be read
     */
    public static RunSummary of(RunFolder run) throws IOException {
        var settings = run.manifest().settings();
        var epochs = run.metrics().records().stream()
                .filter(record -> record.event().equals(EPOCH))
                .toList();
        var planned = settings.path("training").path("epochs");
        var surveys = new ArrayList<UnfinishedSurvey>();
        for (var name : run.unfinishedSurfaces()) {
            surveys.add(UnfinishedSurvey.of(name, run.journalFile(name)));
        }
        return new RunSummary(
                run.name(),
                run.manifest().kind(),
                run.manifest().created(),
                named(settings.path("model")),
                named(settings.path("data")),
                epochs.stream().mapToInt(MetricsRecord::epoch).max().orElse(0),
                planned.isInt() ? OptionalInt.of(planned.intValue()) : OptionalInt.empty(),
                run.hasResumePoint(),
                epochs.isEmpty() ? Map.of() : epochs.get(epochs.size() - 1).values(),
                run.checkpoints().stream().map(Checkpoint::epoch).toList(),
                run.surfaces(),
                surveys);
    }

    /** A recipe's name with its parameters, as in {@code mlp (widths 256,128)}. */
    private static String named(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        var name = node.path("name").stringValue("");
        var parameters = node.path("parameters").properties().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().asString())
                .collect(Collectors.joining(", "));
        return parameters.isEmpty() ? name : name + " (" + parameters + ")";
    }

    /** The recorded result of that name after the last epoch; NaN if there is none. */
    public double result(String quantity) {
        return results.getOrDefault(quantity, Double.NaN);
    }
}
