package dev.orograph.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Tells a TorchScript archive from what users take for one. */
final class ScriptFiles {
    private static final String EXPORT = "export the model with torch.jit.trace as docs/pytorch.md shows";

    private ScriptFiles() {}

    /**
     * Checks that a file can be a TorchScript archive.
     *
     * @throws IOException if it cannot; the sentence says what it is instead and what to do
     */
    static void require(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file");
        }
        if (Files.size(file) == 0) {
            throw new IOException(file + " is empty");
        }
        var entries = entries(file);
        boolean isExported = file.toString().toLowerCase(Locale.ROOT).endsWith(".pt2")
                || entries.stream().anyMatch(name -> name.endsWith("archive_format"));
        if (isExported) {
            throw new IOException(file + " is an exported program (.pt2), which only Python can run; " + EXPORT);
        }
        if (entries.stream().noneMatch(name -> name.contains("/code/"))) {
            throw new IOException(
                    entries.stream().anyMatch(name -> name.endsWith("data.pkl"))
                            ? file + " holds weights but no network (a state dictionary); give it as --model-file"
                                    + " together with the built-in --model it belongs to, or " + EXPORT
                            : file + " is an archive but not a TorchScript one; " + EXPORT);
        }
    }

    private static List<String> entries(Path file) throws IOException {
        try (var archive = new ZipFile(file.toFile())) {
            return archive.stream().map(ZipEntry::getName).toList();
        } catch (ZipException e) {
            throw new IOException(file + " is no TorchScript archive, or only a part of one; " + EXPORT, e);
        }
    }
}
