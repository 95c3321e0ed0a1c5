package dev.orograph.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values by RFC 4180: a header and rows of as many fields, quoted where they must be. */
final class Csv {
    private Csv() {}

    /** A header and its rows, all of the same length. */
    record Table(List<String> header, List<List<String>> rows) {}

    /** One line with its end. */
    static String line(List<String> fields) {
        return fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain && !field.isEmpty() ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /**
     * Reads a whole file; empty lines are passed over.
     *
     * @throws IOException if it is missing, holds no header, or a row has another number of fields
     */
    static Table read(Path file) throws IOException {
        var lines = fields(file, FileBytes.text(file));
        if (lines.isEmpty()) {
            throw FileBytes.malformed(file, "has no header line");
        }
        var header = lines.get(0);
        for (int row = 1; row < lines.size(); row++) {
            if (lines.get(row).size() != header.size()) {
                throw FileBytes.malformed(
                        file,
                        "has " + lines.get(row).size() + " fields in row " + row + " but " + header.size()
                                + " in its header");
            }
        }
        return new Table(header, lines.subList(1, lines.size()));
    }

    private static List<List<String>> fields(Path file, String text) throws IOException {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (quoted) {
                if (i == text.length()) {
                    throw FileBytes.malformed(file, "ends inside a quoted field");
                }
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    if (line.size() > 1 || !line.get(0).isEmpty()) {
                        lines.add(List.copyOf(line));
                    }
                    line.clear();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        return lines;
    }

    /** The number in a field, as Java and Python write it ({@code nan}, {@code inf} included). */
    static double number(Path file, String column, String text) throws IOException {
        try {
            return switch (text.strip()) {
                case "nan", "NaN", "" -> Double.NaN;
                case "inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text.strip());
            };
        } catch (NumberFormatException e) {
            throw FileBytes.malformed(file, "has '" + text + "' in column " + column + ", which is not a number");
        }
    }
}
