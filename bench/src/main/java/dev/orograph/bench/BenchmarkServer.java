package dev.orograph.bench;

import dev.orograph.tensor.ResidentMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers one JSON request per line of standard input with one line of JSON: {@code survey} (threads, columns, rows),
 * {@code train} (threads, epochs) and {@code memory}. Arguments: data folder, weights, directions, and perhaps samples
 * per block.
 */
final class BenchmarkServer {
    private final SurveyBenchmark survey;
    private final TrainingBenchmark training;

    private BenchmarkServer(SurveyBenchmark survey, TrainingBenchmark training) {
        this.survey = survey;
        this.training = training;
    }

    public static void main(String[] arguments) throws IOException {
        var block = arguments.length > 3 ? OptionalInt.of(Integer.parseInt(arguments[3])) : OptionalInt.empty();
        var data = Path.of(arguments[0]);
        var weights = Path.of(arguments[1]);
        try (var survey = SurveyBenchmark.open(data, weights, Path.of(arguments[2]), block);
                var training = TrainingBenchmark.open(data, weights)) {
            new BenchmarkServer(survey, training).serve();
        }
    }

    private void serve() throws IOException {
        var mapper = JsonMapper.shared();
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answer(Map.of("ready", true, "plan", survey.plan()));
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            answer(result(mapper.readTree(line)));
        }
    }

    private Object result(JsonNode request) throws IOException {
        var what = request.get("do").asString();
        return switch (what) {
            case "survey" ->
                survey.run(number(request, "threads"), number(request, "columns"), number(request, "rows"));
            case "train" -> training.run(number(request, "threads"), number(request, "epochs"));
            case "memory" -> Map.of("peak", ResidentMemory.peak(), "now", ResidentMemory.now());
            default -> throw new IllegalArgumentException("request '" + what + "' is unknown");
        };
    }

    private static int number(JsonNode request, String name) {
        return request.get(name).asInt();
    }

    private static void answer(Object value) {
        System.out.println(JsonMapper.shared().writeValueAsString(value));
        System.out.flush();
    }
}
