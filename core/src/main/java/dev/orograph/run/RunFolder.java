package dev.orograph.run;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.AtomicFile;
import dev.orograph.format.Safetensors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run on disk, for reading; {@link #writer()} gives the right to write.
 *
 * <pre>
 * run.json                                   {@link Manifest}
 * metrics.jsonl                              {@link Metrics}
 * checkpoints/epoch-0003.safetensors         weights by block name, and the state beside them
 * checkpoints/epoch-0003.optimizer.safetensors
 * checkpoints/epoch-0003.averaged.safetensors averaged weights, and the state at them
 * checkpoints/resume.safetensors             {@link ResumePoint}, while the run is not finished
 * surfaces/NAME.h5, NAME.journal             the journal while the survey is not finished
 *          NAME.cells                        the journal of a finished one that interpolated some cells, to go on from
 * trajectories/NAME.h5                       checkpoints projected on a plane
 * figures/ report.html
 * </pre>
 *
 * <p>Files appear by rename, whole or not at all; logs and journals grow by whole records. Reading needs no lock and is
 * possible while the run is written. Thread-safe.
 */
public final class RunFolder {
    private static final String MANIFEST = "run.json";
    private static final String LOCK = ".lock";
    private static final Pattern CHECKPOINT = Pattern.compile("epoch-(\\d{1,9})\\.safetensors");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final String SURFACE = ".h5";
    private static final String JOURNAL = ".journal";
    private static final String CURVATURE = ".json";
    private static final String VECTORS = ".safetensors";
    private static final String CELLS = ".cells";

    private final Path path;
    private final Manifest manifest;

    private RunFolder(Path path, Manifest manifest) {
        this.path = path;
        this.manifest = manifest;
    }

    /**
     * Begins a run in a folder that does not exist yet or is empty.
     *
     * @throws IOException if there is a run or anything else in the folder, suggesting another name
     */
    public static RunFolder create(Path path, Manifest manifest) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(path + " is a file; choose another name, such as " + freeName(path), e);
        } catch (FileSystemException e) {
            var why = e.getReason() == null ? "" : ": " + e.getReason();
            throw new IOException("cannot make the folder " + path + why + "; choose another place", e);
        }
        requireUnused(path);
        try (var lock = WriteLock.acquire(path.resolve(LOCK), path)) {
            requireUnused(path);
            AtomicFile.write(path.resolve(MANIFEST), out -> out.write(manifest.encode()));
        }
        return new RunFolder(path, manifest);
    }

    private static void requireUnused(Path path) throws IOException {
        if (isRun(path)) {
            throw new IOException(
                    path + " already holds a run; resume it, or choose another name, such as " + freeName(path));
        }
        if (!children(path, name -> !isOurs(name)).isEmpty()) {
            throw new IOException(
                    path + " is not empty and holds no run; choose another name, such as " + freeName(path));
        }
    }

    /** Whether a file may lie in a folder whose run was killed before it had begun. */
    private static boolean isOurs(String name) {
        return name.equals(LOCK) || name.startsWith(AtomicFile.TEMPORARY_PREFIX);
    }

    private static Path freeName(Path path) {
        int number = 2;
        while (Files.exists(path.resolveSibling(path.getFileName() + "-" + number))) {
            number++;
        }
        return path.resolveSibling(path.getFileName() + "-" + number);
    }

    /**
     * Opens a run that is there.
     *
     * @throws IOException in one sentence, if there is none or its manifest cannot be read
     */
    public static RunFolder open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException("there is no run " + path + (Files.exists(path) ? ": it is a file" : ""));
        }
        if (!isRun(path)) {
            throw new IOException(path + " is not a run: it has no " + MANIFEST);
        }
        return new RunFolder(path, Manifest.read(path.resolve(MANIFEST)));
    }

    /** Whether there is a run at {@code path}, readable or not. */
    public static boolean isRun(Path path) {
        return Files.exists(path.resolve(MANIFEST));
    }

    /**
     * The runs directly inside a folder, by name; none if there is no such folder. Each is still to be opened, which
     * fails for a damaged one.
     */
    public static List<Path> list(Path runs) throws IOException {
        if (!Files.exists(runs)) {
            return List.of();
        }
        try (var children = Files.list(runs)) {
            return children.filter(RunFolder::isRun).sorted().toList();
        }
    }

    public Path path() {
        return path;
    }

    /** The folder's own name. */
    public String name() {
        var absolute = path.toAbsolutePath().normalize().getFileName();
        return absolute == null ? path.toString() : absolute.toString();
    }

    public Manifest manifest() {
        return manifest;
    }

    public Path manifestFile() {
        return path.resolve(MANIFEST);
    }

    /**
     * Takes the right to write.
     *
     * @throws IOException if someone else has it, naming the process
     */
    public RunWriter writer() throws IOException {
        return RunWriter.open(this, WriteLock.acquire(path.resolve(LOCK), path));
    }

    public Path metricsFile() {
        return path.resolve("metrics.jsonl");
    }

    /** What has been recorded so far. */
    public Metrics metrics() throws IOException {
        return Metrics.read(metricsFile());
    }

    /** The checkpoints there are, by epoch. */
    public List<Checkpoint> checkpoints() throws IOException {
        return children(checkpointFolder(), name -> CHECKPOINT.matcher(name).matches()).stream()
                .map(RunFolder::checkpoint)
                .sorted(Comparator.comparingInt(Checkpoint::epoch))
                .toList();
    }

    private static Checkpoint checkpoint(Path file) {
        var match = CHECKPOINT.matcher(fileName(file));
        return new Checkpoint(match.matches() ? Integer.parseInt(match.group(1)) : 0, file);
    }

    /** The checkpoint of the highest epoch; empty if there is none. */
    public Optional<Checkpoint> lastCheckpoint() throws IOException {
        var all = checkpoints();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * The weights and state of one epoch.
     *
     * @throws IOException if there is no such checkpoint, listing those there are
     */
    public NamedArrays weights(int epoch) throws IOException {
        var all = checkpoints();
        for (var checkpoint : all) {
            if (checkpoint.epoch() == epoch) {
                return Safetensors.read(checkpoint.file());
            }
        }
        throw new IOException("run " + path + " has no checkpoint of epoch " + epoch + "; it has "
                + (all.isEmpty() ? "none" : all.stream().map(Checkpoint::epoch).toList()));
    }

    /** Where an interrupted training goes on; empty if it never began or is finished. */
    public Optional<ResumePoint> resumePoint() throws IOException {
        return savedPoint().map(ResumePoint.Saved::point);
    }

    /** Whether a training in this run was interrupted and can go on; does not read the point. */
    public boolean hasResumePoint() {
        return Files.exists(resumeFile());
    }

    Optional<ResumePoint.Saved> savedPoint() throws IOException {
        return Files.exists(resumeFile()) ? Optional.of(ResumePoint.read(resumeFile())) : Optional.empty();
    }

    Path checkpointFolder() {
        return path.resolve("checkpoints");
    }

    Path checkpointFile(int epoch) {
        return checkpointFolder().resolve(String.format(Locale.ROOT, "epoch-%04d.safetensors", epoch));
    }

    /** Where the weights at a step in the middle of an epoch are, if they were kept. */
    public Path stepFile(long step) {
        return checkpointFolder().resolve(String.format(Locale.ROOT, "step-%08d.safetensors", step));
    }

    /** Where the event file for TensorBoard is, or would be. */
    public Path eventFile() {
        return path.resolve(EventFile.name(manifest));
    }

    /** Where the optimizer's state after an epoch is, if it was kept. */
    public Path optimizerFile(int epoch) {
        return checkpointFolder().resolve(String.format(Locale.ROOT, "epoch-%04d.optimizer.safetensors", epoch));
    }

    /** Where the averaged weights after an epoch are, with the state at them, if the training averaged. */
    public Path averagedFile(int epoch) {
        return checkpointFolder().resolve(String.format(Locale.ROOT, "epoch-%04d.averaged.safetensors", epoch));
    }

    Path resumeFile() {
        return checkpointFolder().resolve("resume.safetensors");
    }

    Path surfaceFolder() {
        return path.resolve("surfaces");
    }

    /**
     * Where the surface of that name is, or would be.
     *
     * @throws IllegalArgumentException if {@code name} is not made of letters, digits, {@code _ . -}
     */
    public Path surfaceFile(String name) {
        return surfaceFolder().resolve(checked(name) + SURFACE);
    }

    /**
     * Where the journal of the survey of that name is, or would be.
     *
     * @throws IllegalArgumentException if {@code name} is not made of letters, digits, {@code _ . -}
     */
    public Path journalFile(String name) {
        return surfaceFolder().resolve(checked(name) + JOURNAL);
    }

    /**
     * Where the journal of a finished survey that interpolated some cells is, or would be.
     *
     * @throws IllegalArgumentException if {@code name} cannot name a surface
     */
    public Path keptJournalFile(String name) {
        return surfaceFolder().resolve(checked(name) + CELLS);
    }

    /**
     * Refuses a name that no surface can have.
     *
     * @throws IllegalArgumentException if {@code name} is not made of letters, digits, {@code _ . -}
     */
    public static void requireSurfaceName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot name a surface; use letters, digits, underscores, dots and hyphens");
        }
    }

    private static String checked(String name) {
        requireSurfaceName(name);
        return name;
    }

    /** Names of the finished surfaces, in alphabetical order. */
    public List<String> surfaces() throws IOException {
        return surfaceNames(SURFACE);
    }

    /** Names of the surveys that were begun and not finished, in alphabetical order. */
    public List<String> unfinishedSurfaces() throws IOException {
        return surfaceNames(JOURNAL);
    }

    private List<String> surfaceNames(String ending) throws IOException {
        return children(surfaceFolder(), name -> name.endsWith(ending) && !name.startsWith(".")).stream()
                .map(file -> fileName(file).substring(0, fileName(file).length() - ending.length()))
                .toList();
    }

    /** Where projected checkpoints are, and the directions that several surfaces share. */
    public Path trajectoryFolder() {
        return path.resolve("trajectories");
    }

    /**
     * Where the trajectory of that name is, or would be.
     *
     * @throws IllegalArgumentException if {@code name} is not made of letters, digits, {@code _ . -}
     */
    public Path trajectoryFile(String name) {
        return trajectoryFolder().resolve(checked(name) + SURFACE);
    }

    /** Where reports about the curvature are, with eigenvectors beside them. */
    public Path curvatureFolder() {
        return path.resolve("curvature");
    }

    /**
     * Where the curvature report of that name is, or would be.
     *
     * @throws IllegalArgumentException if {@code name} is not made of letters, digits, {@code _ . -}
     */
    public Path curvatureFile(String name) {
        return curvatureFolder().resolve(checked(name) + CURVATURE);
    }

    /** Names of the curvature reports, in alphabetical order. */
    public List<String> curvatureReports() throws IOException {
        return children(curvatureFolder(), name -> name.endsWith(CURVATURE) && !name.startsWith(".")).stream()
                .map(file -> fileName(file).substring(0, fileName(file).length() - CURVATURE.length()))
                .toList();
    }

    /**
     * Where eigenvectors that belong to a curvature report are, or would be, as directions for a survey.
     *
     * @param end which eigenvalues they belong to
     */
    public Path eigenvectorFile(String name, String end) {
        return curvatureFolder().resolve(checked(name) + "-" + checked(end) + VECTORS);
    }

    public Path figureFolder() {
        return path.resolve("figures");
    }

    public Path reportFile() {
        return path.resolve("report.html");
    }

    /** Files of a folder by name; none if there is no such folder. */
    static List<Path> children(Path folder, Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> wanted.test(fileName(child)))
                    .sorted()
                    .toList();
        }
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
