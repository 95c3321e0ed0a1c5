package dev.orograph.run;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.AtomicFile;
import dev.orograph.format.CurvatureJson;
import dev.orograph.format.Safetensors;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import dev.orograph.spectrum.CurvatureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a run, held by one owner at a time.
 *
 * <p>A training begins with {@link #begin()} or, if it was interrupted, with {@link #resume()}; both bring the metrics
 * log to the state that belongs to what follows. Then it records, saves points to resume from, keeps checkpoints, and
 * ends with {@link #finish()}.
 */
public final class RunWriter implements AutoCloseable {
    private final RunFolder folder;
    private final WriteLock lock;
    private @Nullable MetricsLog metrics;

    private RunWriter(RunFolder folder, WriteLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static RunWriter open(RunFolder folder, WriteLock lock) throws IOException {
        boolean opened = false;
        try {
            for (var place : List.of(folder.path(), folder.checkpointFolder(), folder.surfaceFolder())) {
                removeTemporaryFiles(place);
            }
            opened = true;
            return new RunWriter(folder, lock);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** Whoever was writing these has been killed, for the lock is ours. */
    private static void removeTemporaryFiles(Path place) throws IOException {
        for (var file : RunFolder.children(place, name -> name.startsWith(AtomicFile.TEMPORARY_PREFIX))) {
            Files.deleteIfExists(file);
        }
    }

    public RunFolder folder() {
        return folder;
    }

    /** Begins the training from its first step: removes what an earlier attempt recorded. */
    public void begin() throws IOException {
        Files.deleteIfExists(folder.resumeFile());
        openMetrics(0);
    }

    /**
     * Goes on with the training from the last point that was saved: the metrics recorded after it are removed, for they
     * will be recorded again. Empty if no point was saved; {@link #begin()} then.
     *
     * @throws IOException if the point or the metrics log is damaged
     */
    public Optional<ResumePoint> resume() throws IOException {
        var saved = folder.savedPoint();
        if (saved.isPresent()) {
            openMetrics(saved.get().metricsSize());
        }
        return saved.map(ResumePoint.Saved::point);
    }

    private void openMetrics(int size) throws IOException {
        if (metrics != null) {
            metrics.close();
        }
        metrics = MetricsLog.openAtSize(folder.metricsFile(), size);
    }

    /**
     * The log of the training.
     *
     * @throws IllegalStateException before {@link #begin()} or {@link #resume()}
     */
    public MetricsLog metrics() {
        if (metrics == null) {
            throw new IllegalStateException("the training has neither begun nor been resumed");
        }
        return metrics;
    }

    /** Makes this the point from which the training is resumed, together with the metrics recorded so far. */
    public void save(ResumePoint point) throws IOException {
        var log = metrics();
        // on the disk before the point that counts on it
        log.force();
        Files.createDirectories(folder.checkpointFolder());
        point.write(folder.resumeFile(), log.size());
    }

    /** Keeps the weights and state after an epoch. */
    public Checkpoint checkpoint(int epoch, NamedArrays weights) throws IOException {
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch " + epoch + " of a checkpoint is negative");
        }
        Files.createDirectories(folder.checkpointFolder());
        var file = folder.checkpointFile(epoch);
        Safetensors.write(file, weights);
        return new Checkpoint(epoch, file);
    }

    /** Keeps the weights and state after an epoch, and the optimizer's state in a file of its own. */
    public Checkpoint checkpoint(int epoch, NamedArrays weights, NamedArrays optimizer) throws IOException {
        Files.createDirectories(folder.checkpointFolder());
        // first, so that a checkpoint that is there is complete
        Safetensors.write(folder.optimizerFile(epoch), optimizer);
        return checkpoint(epoch, weights);
    }

    /** Keeps the averaged weights after an epoch, and the state at them; to be called before the checkpoint's own. */
    public void averaged(int epoch, NamedArrays weights) throws IOException {
        Files.createDirectories(folder.checkpointFolder());
        Safetensors.write(folder.averagedFile(epoch), weights);
    }

    /**
     * Keeps the weights and state at a step in the middle of an epoch.
     *
     * @return their file
     */
    public Path keep(long step, NamedArrays weights) throws IOException {
        Files.createDirectories(folder.checkpointFolder());
        var file = folder.stepFile(step);
        Safetensors.write(file, weights);
        return file;
    }

    /** Ends the training: there is nothing to resume any more. */
    public void finish() throws IOException {
        metrics().force();
        Files.deleteIfExists(folder.resumeFile());
    }

    /**
     * Opens the journal of a survey in this run, as {@link Journal#open} does. One that was kept when the same survey
     * was finished with interpolated cells is gone on with.
     *
     * @throws IllegalArgumentException if {@code name} cannot name a surface
     */
    public Journal journal(String name, String recipe, int valuesPerCell, Supplier<String> plan) throws IOException {
        var file = folder.journalFile(name);
        Files.createDirectories(folder.surfaceFolder());
        var kept = folder.keptJournalFile(name);
        if (!Files.exists(file) && Files.exists(kept) && isOf(kept, recipe, valuesPerCell, plan.get())) {
            Files.move(kept, file);
        }
        return Journal.open(file, recipe, valuesPerCell, plan);
    }

    private static boolean isOf(Path kept, String recipe, int valuesPerCell, String plan) throws IOException {
        var content = JournalContent.read(kept);
        return content.recipe().equals(recipe)
                && content.plan().equals(plan)
                && content.cells().valuesPerCell() == valuesPerCell;
    }

    /**
     * Writes a finished surface and removes its journal, which must be closed; or keeps it aside if some cells were
     * interpolated, so that a later survey can measure the others too.
     *
     * @return the surface's file
     */
    public Path surface(String name, Surface surface) throws IOException {
        var file = folder.surfaceFile(name);
        Files.createDirectories(folder.surfaceFolder());
        SurfaceHdf5.write(file, surface);
        var journal = folder.journalFile(name);
        if (surface.count(Status.INTERPOLATED) == 0) {
            Files.deleteIfExists(journal);
            Files.deleteIfExists(folder.keptJournalFile(name));
        } else if (Files.exists(journal)) {
            Files.move(journal, folder.keptJournalFile(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /**
     * Writes a trajectory, in place of one of the same name.
     *
     * @return its file
     * @throws IllegalArgumentException if {@code name} cannot name a file of a run
     */
    public Path trajectory(String name, Trajectory trajectory) throws IOException {
        var file = folder.trajectoryFile(name);
        Files.createDirectories(folder.trajectoryFolder());
        TrajectoryHdf5.write(file, trajectory);
        return file;
    }

    /**
     * Writes a curvature report, in place of one of the same name.
     *
     * @return its file
     * @throws IllegalArgumentException if {@code name} cannot name a file of a run
     */
    public Path curvature(String name, CurvatureReport report) throws IOException {
        var file = folder.curvatureFile(name);
        Files.createDirectories(folder.curvatureFolder());
        CurvatureJson.write(file, report);
        return file;
    }

    /** Closes the metrics log and lets others write. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (metrics != null) {
                metrics.close();
                metrics = null;
            }
        }
    }
}
