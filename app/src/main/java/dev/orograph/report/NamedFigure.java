package dev.orograph.report;

import dev.orograph.figure.Figure;
import dev.orograph.figure.Png;
import dev.orograph.format.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A figure and the name of its file without an ending.
 *
 * @param name such as {@code plane-test_loss-filled}
 */
public record NamedFigure(String name, Figure figure) {
    /** Pixels of an image per pixel of the figure: sharp on today's screens and in print. */
    private static final double PNG_SCALE = 2;

    /** A form of figure files. */
    public enum Form {
        SVG,
        PNG
    }

    /**
     * Writes figures as SVG and PNG into a folder.
     *
     * @return the files, a new list
     * @throws IOException naming the file, if one could not be written
     */
    public static List<Path> write(List<NamedFigure> figures, Path folder) throws IOException {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        for (var figure : figures) {
            for (var form : Form.values()) {
                var file = folder.resolve(figure.name() + "." + form.name().toLowerCase(Locale.ROOT));
                figure.write(file, form);
                files.add(file);
            }
        }
        return files;
    }

    /**
     * Writes the figure.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public void write(Path file, Form form) throws IOException {
        var bytes = switch (form) {
            case SVG -> figure.toSvg().getBytes(StandardCharsets.UTF_8);
            case PNG -> Png.render(figure, PNG_SCALE);
        };
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
