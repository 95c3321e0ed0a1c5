package dev.orograph.cli;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Surface;
import dev.orograph.provenance.Digest;
import dev.orograph.provenance.Machine;
import dev.orograph.run.Manifest;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a surface that was computed elsewhere into a run. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a surface computed elsewhere into a run, so that list, show and plot know it.",
            "The file is HDF5 as the published loss-landscape scripts write it, or CSV with a column per coordinate and"
                    + " quantity, x running fastest. A run that does not exist is made."
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The surface (.h5 or .csv).")
    private Path file = Path.of("");

    @Option(names = "--run", paramLabel = "RUN", required = true, description = "The run to bring it into.")
    private String run = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the surface (default: the file's).")
    private @Nullable String name;

    @Option(names = "--force", description = "Replace a surface of that name.")
    private boolean replaces;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (run.isBlank()) {
            throw new IllegalArgumentException("--run is empty; give the name of a run");
        }
        var surface = SurfaceFile.read(file);
        var digest = Digest.of(file);
        var surfaceName = name == null ? nameFrom(file) : name;
        var existing = runs.find(run);
        var folder = existing.isPresent() ? existing.get() : create(digest);
        var target = folder.surfaceFile(surfaceName);
        if (Files.exists(target) && !replaces) {
            throw new IOException("run " + folder.name() + " already has a surface '" + surfaceName
                    + "'; choose another --name, or replace it with --force");
        }
        if (folder.unfinishedSurfaces().contains(surfaceName)) {
            throw new IOException(
                    "run " + folder.name() + " has an unfinished survey '" + surfaceName + "'; choose another --name");
        }
        try (var writer = folder.writer()) {
            writer.surface(surfaceName, marked(surface, digest));
        }
        report(surface, target);
        return 0;
    }

    /** A file's name without ending, with what cannot stand in a surface's name replaced. */
    private static String nameFrom(Path file) {
        var plain = SurfaceFile.stem(file).replaceAll("[^A-Za-z0-9_.-]+", "-");
        return plain.replaceAll("^[.-]+", "").isEmpty() ? "surface" : plain.replaceAll("^[.-]+", "");
    }

    private RunFolder create(String digest) throws IOException {
        var manifest = Manifest.of("import", Map.of("source", String.valueOf(file.getFileName())))
                .withDigest("source", digest)
                .with(Machine.current().provenance());
        return RunFolder.create(runs.place(run), manifest);
    }

    private Surface marked(Surface surface, String digest) {
        var provenance =
                surface.provenance().with("import.file", file.getFileName()).with("import.sha256", digest);
        return surface.withProvenance(provenance);
    }

    private void report(Surface surface, Path target) {
        var out = spec.commandLine().getOut();
        out.println(target);
        out.println(SurfaceWords.of(surface));
        var directions = surface.provenance().entries().get(SurfaceHdf5.DIRECTION_FILE);
        if (directions != null) {
            out.println("directions: " + directions);
        }
    }
}
