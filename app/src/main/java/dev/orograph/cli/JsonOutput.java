package dev.orograph.cli;

import java.io.PrintWriter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results for programs: records as JSON with their components in order; NaN and infinity as texts. */
final class JsonOutput {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private JsonOutput() {}

    static void print(PrintWriter out, Object result) {
        out.println(JSON.writeValueAsString(result));
    }
}
