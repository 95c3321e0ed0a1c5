package dev.orograph.study;

import dev.orograph.figure.Animation;
import dev.orograph.figure.Gif;
import dev.orograph.format.AtomicFile;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.StudyPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the figures, the table and the words of a comparison or study go. */
public final class ReportFolder {
    private final Path path;
    private final List<Path> files = new ArrayList<>();
    private final Map<String, byte[]> animations = new LinkedHashMap<>();

    /**
     * A folder that is made if it is not there.
     *
     * @throws IOException if a file is in its place or it cannot be made
     */
    public ReportFolder(Path path) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(path + " is a file, not a folder; choose another place", e);
        } catch (IOException e) {
            throw new IOException("cannot make the folder " + path + "; choose another place", e);
        }
        this.path = path;
    }

    /** Writes lines of text. */
    public void text(String name, List<String> lines) throws IOException {
        var bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(path.resolve(name), out -> out.write(bytes));
        files.add(path.resolve(name));
    }

    /** Writes each figure as SVG and PNG. */
    public void figures(List<NamedFigure> figures) throws IOException {
        for (var figure : figures) {
            for (var form : NamedFigure.Form.values()) {
                var file = path.resolve(figure.name() + "." + form.name().toLowerCase(Locale.ROOT));
                figure.write(file, form);
                files.add(file);
            }
        }
    }

    /** Writes a moving picture as a GIF file, which the report written after it will show. */
    void animation(String name, Animation animation) throws IOException {
        var file = name + ".gif";
        var bytes = Gif.render(animation, 1);
        AtomicFile.write(path.resolve(file), out -> out.write(bytes));
        files.add(path.resolve(file));
        animations.put(file, bytes);
    }

    /** The same without notes. */
    Study.Result report(
            String question,
            List<String> findings,
            List<String> head,
            List<List<String>> rows,
            List<NamedFigure> figures)
            throws IOException {
        return report(question, findings, head, rows, "", figures);
    }

    /**
     * Writes what a study found: {@code report.md}, {@code report.html}, {@code table.csv} and the figures.
     *
     * @param question what was done
     * @param findings in sentences
     * @param head of the table's columns
     * @param rows of the table
     * @param notes how the table is to be read; may be empty
     */
    Study.Result report(
            String question,
            List<String> findings,
            List<String> head,
            List<List<String>> rows,
            String notes,
            List<NamedFigure> figures)
            throws IOException {
        figures(figures);
        var text = new ArrayList<String>();
        text.add("# " + question);
        text.add("");
        findings.forEach(finding -> text.add("- " + finding));
        text.add("");
        text.addAll(markdown(head, rows));
        text.add("");
        if (!notes.isEmpty()) {
            text.add(notes);
            text.add("");
        }
        figures.forEach(figure -> text.add("![" + figure.name() + "](" + figure.name() + ".png)"));
        animations.keySet().forEach(file -> text.add("![" + file + "](" + file + ")"));
        text("report.md", text);
        text("report.html", List.of(StudyPage.html(question, findings, head, rows, notes, figures, animations)));
        text("table.csv", csv(head, rows));
        return new Study.Result(findings, head, rows, files());
    }

    /** A table with quoted cells where they need it. */
    static List<String> csv(List<String> head, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(csvRow(head));
        rows.forEach(row -> lines.add(csvRow(row)));
        return lines;
    }

    private static String csvRow(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.matches("[^\",\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }

    public Path path() {
        return path;
    }

    /** What was written, in order. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** A Markdown table. */
    static List<String> markdown(List<String> head, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(row(head));
        lines.add("|" + "---|".repeat(head.size()));
        rows.forEach(cells -> lines.add(row(cells)));
        return lines;
    }

    private static String row(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |";
    }
}
