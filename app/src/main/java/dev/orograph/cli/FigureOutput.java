package dev.orograph.cli;

import dev.orograph.report.NamedFigure;
import dev.orograph.report.NamedFigure.Form;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where figures go and in which forms. */
final class FigureOutput {
    @Option(names = "--format", paramLabel = "FORM", split = ",", description = "svg, png or both (default: svg,png).")
    private @Nullable List<String> forms;

    @Option(
            names = "--out",
            paramLabel = "PLACE",
            description = "A folder, or a file ending in .svg or .png for a single figure"
                    + " (default: here, or the run's figures folder).")
    private @Nullable Path out;

    /**
     * Writes figures and returns their files.
     *
     * @param otherwise folder to use when none was given
     * @throws IllegalArgumentException if the flags contradict each other or the figures
     */
    List<Path> write(List<NamedFigure> figures, Path otherwise) throws IOException {
        var single = out == null ? null : form(out);
        if (out != null && single != null && !Files.isDirectory(out)) {
            return List.of(writeOne(figures, out, single));
        }
        var folder = out == null ? otherwise : out;
        var wanted = wanted();
        makeFolder(folder);
        var files = new ArrayList<Path>();
        for (var figure : figures) {
            for (var form : wanted) {
                var file = folder.resolve(figure.name() + "." + form.name().toLowerCase(Locale.ROOT));
                figure.write(file, form);
                files.add(file);
            }
        }
        return files;
    }

    private Path writeOne(List<NamedFigure> figures, Path file, Form form) throws IOException {
        if (figures.size() != 1) {
            throw new IllegalArgumentException("--out " + file + " names one file for " + figures.size()
                    + " figures; give a folder, or choose one with --kind and --surface");
        }
        if (forms != null && !wanted().equals(EnumSet.of(form))) {
            throw new IllegalArgumentException("--out " + file + " does not end as --format " + String.join(",", forms)
                    + " says; leave one of them out");
        }
        figures.get(0).write(file, form);
        return file;
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + " is a file, not a folder; choose another place with --out", e);
        } catch (IOException e) {
            throw new IOException("cannot make the folder " + folder + "; choose another place with --out", e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("cannot write into the folder " + folder + "; choose another place with --out");
        }
    }

    private Set<Form> wanted() {
        var wanted = EnumSet.noneOf(Form.class);
        for (var text : forms == null ? List.of("svg", "png") : forms) {
            wanted.add(
                    switch (text.strip().toLowerCase(Locale.ROOT)) {
                        case "svg" -> Form.SVG;
                        case "png" -> Form.PNG;
                        default ->
                            throw new IllegalArgumentException("format '" + text + "' is unknown; choose svg or png");
                    });
        }
        return wanted;
    }

    private static @Nullable Form form(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            return Form.SVG;
        }
        return name.endsWith(".png") ? Form.PNG : null;
    }
}
