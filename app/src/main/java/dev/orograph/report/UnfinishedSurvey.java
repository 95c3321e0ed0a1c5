package dev.orograph.report;

import dev.orograph.measurement.Axis;
import dev.orograph.run.JournalContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A survey that was begun and has not become a surface.
 *
 * @param name of the surface
 * @param finished cells in its journal
 * @param cells of its grid; empty if the journal does not tell
 * @param problem why the journal cannot be read; empty if it can
 */
public record UnfinishedSurvey(String name, long finished, OptionalLong cells, String problem) {
    static UnfinishedSurvey of(String name, Path journal) {
        try {
            var content = JournalContent.read(journal);
            return new UnfinishedSurvey(name, content.cells().size(), cells(content.recipe()), "");
        } catch (IOException e) {
            // one damaged journal must not hide the rest of the run
            return new UnfinishedSurvey(name, 0, OptionalLong.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** The product of the axes' points in a recipe's {@code grid}, a list of ranges. */
    private static OptionalLong cells(String recipe) {
        try {
            long product = 1;
            var ranges = JsonMapper.shared().readTree(recipe).path("grid");
            for (var range : ranges) {
                product *= Axis.parse("of the recipe", range.stringValue("")).count();
            }
            return ranges.isEmpty() ? OptionalLong.empty() : OptionalLong.of(product);
        } catch (JacksonException | IllegalArgumentException e) {
            // a recipe of another kind; the number of cells is a courtesy
            return OptionalLong.empty();
        }
    }

    /** As in {@code 12 of 121 cells}. */
    public String progress() {
        return problem.isEmpty()
                ? finished + (cells.isPresent() ? " of " + cells.getAsLong() : "") + " cells"
                : "unreadable journal: " + problem;
    }
}
