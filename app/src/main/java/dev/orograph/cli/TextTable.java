package dev.orograph.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts in columns as wide as their widest text. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The rows as lines, two spaces between columns, none at the end. */
    List<String> lines() {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = row.get(column).codePointCount(0, row.get(column).length());
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            var text = row.get(column);
            line.append(text);
            int missing = widths.get(column) - text.codePointCount(0, text.length());
            line.append(" ".repeat(missing + 2));
        }
        return line.toString().stripTrailing();
    }
}
