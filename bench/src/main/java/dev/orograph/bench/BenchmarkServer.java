package dev.orograph.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers one JSON request per line of standard input with one line of JSON: {@code open} (name, subject: see
 * {@link SurveyBenchmark.Subject}), {@code survey} (name, threads, columns, rows), {@code train} (subject, threads,
 * epochs); {@code curvature} (subject: see {@link CurvatureBenchmark.Subject}), of which are then asked {@code top}
 * (threads, count), {@code trace} (threads, count), {@code density} (threads) and {@code products} (threads, count). Its
 * argument is the folder where data sets lie.
 */
final class BenchmarkServer {
    private final JsonMapper mapper = JsonMapper.shared();
    private final Path data;
    private final Map<String, SurveyBenchmark> surveys = new LinkedHashMap<>();

    private final Map<String, TrainingBenchmark> trainings = new HashMap<>();
    private @Nullable CurvatureBenchmark curvature;

    private BenchmarkServer(Path data) {
        this.data = data;
    }

    public static void main(String[] arguments) throws IOException {
        new BenchmarkServer(Path.of(arguments[0])).serve();
    }

    private void serve() throws IOException {
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answer(Map.of("java", Runtime.version().toString()));
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            answer(result(mapper.readTree(line)));
        }
        surveys.values().forEach(SurveyBenchmark::close);
        trainings.values().forEach(TrainingBenchmark::close);
        if (curvature != null) {
            curvature.close();
        }
    }

    private Object result(JsonNode request) throws IOException {
        var what = text(request, "do");
        return switch (what) {
            case "open" -> open(text(request, "name"), request.get("subject"));
            case "survey" ->
                survey(text(request, "name"))
                        .run(number(request, "threads"), number(request, "columns"), number(request, "rows"));
            case "train" ->
                training(mapper.treeToValue(request.get("subject"), TrainingBenchmark.Subject.class))
                        .run(number(request, "threads"), number(request, "epochs"));
            case "curvature" -> curvature(request.get("subject")).ready();
            case "top" -> curvature().top(number(request, "threads"), number(request, "count"));
            case "trace" -> curvature().trace(number(request, "threads"), number(request, "count"));
            case "density" -> curvature().density(number(request, "threads"));
            case "products" -> curvature().products(number(request, "threads"), number(request, "count"));
            default -> throw new IllegalArgumentException("request '" + what + "' is unknown");
        };
    }

    private SurveyBenchmark.Ready open(String name, JsonNode subject) throws IOException {
        var survey = SurveyBenchmark.open(data, mapper.treeToValue(subject, SurveyBenchmark.Subject.class));
        surveys.put(name, survey);
        return survey.ready();
    }

    private SurveyBenchmark survey(String name) {
        var survey = surveys.get(name);
        if (survey == null) {
            throw new IllegalArgumentException("survey '" + name + "' is not open; there are " + surveys.keySet());
        }
        return survey;
    }

    private TrainingBenchmark training(TrainingBenchmark.Subject subject) throws IOException {
        var training = trainings.get(subject.name());
        if (training == null) {
            training = TrainingBenchmark.open(data, subject);
            trainings.put(subject.name(), training);
        }
        return training;
    }

    private CurvatureBenchmark curvature(JsonNode subject) throws IOException {
        if (curvature != null) {
            curvature.close();
        }
        curvature = CurvatureBenchmark.open(data, mapper.treeToValue(subject, CurvatureBenchmark.Subject.class));
        return curvature;
    }

    private CurvatureBenchmark curvature() {
        if (curvature == null) {
            throw new IllegalArgumentException("no network has been opened by 'curvature' yet");
        }
        return curvature;
    }

    private static String text(JsonNode request, String name) {
        return request.get(name).asString();
    }

    private static int number(JsonNode request, String name) {
        return request.get(name).asInt();
    }

    private void answer(Object value) {
        System.out.println(mapper.writeValueAsString(value));
        System.out.flush();
    }
}
