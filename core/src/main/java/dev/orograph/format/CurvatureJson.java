package dev.orograph.format;

import dev.orograph.spectrum.CurvatureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Curvature reports as JSON: the record's components by name; NaN and infinity as texts. */
public final class CurvatureJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private CurvatureJson() {}

    public static String text(CurvatureReport report) {
        return JSON.writeValueAsString(report);
    }

    /**
     * Writes a file, in place of one that is there.
     *
     * @throws IOException naming the file, if it could not be written
     */
    public static void write(Path file, CurvatureReport report) throws IOException {
        var bytes = JSON.writeValueAsBytes(report);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /**
     * Reads a file.
     *
     * @throws IOException naming the file, if it is missing or something else
     */
    public static CurvatureReport read(Path file) throws IOException {
        var text = Files.readString(file);
        try {
            return JSON.readValue(text, CurvatureReport.class);
        } catch (JacksonException e) {
            throw new IOException(file + " is no curvature report: " + e.getOriginalMessage(), e);
        }
    }
}
