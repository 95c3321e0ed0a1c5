package dev.orograph.cli;

import dev.orograph.format.Hdf5Content;
import dev.orograph.format.TrajectoryCsv;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.measurement.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells files of a landscape apart: surfaces, directions and projected paths, in HDF5 or CSV. */
final class LandscapeFile {
    private LandscapeFile() {}

    /**
     * What {@code file} is, by what is in it.
     *
     * @throws IOException in one sentence, if it is HDF5 or CSV and damaged
     */
    static Hdf5Content content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Hdf5Content.OTHER;
        }
        if (isCsv(file)) {
            return TrajectoryCsv.isTrajectory(file) ? Hdf5Content.TRAJECTORY : Hdf5Content.OTHER;
        }
        return SurfaceFile.isHdf5(file) ? Hdf5Content.of(file) : Hdf5Content.OTHER;
    }

    private static boolean isCsv(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * Reads a projected path from HDF5 or CSV, called by its file's name if it has none.
     *
     * @throws IOException in one sentence, if the file is missing, damaged or holds no path
     */
    static Trajectory trajectory(Path file) throws IOException {
        return isCsv(file) ? TrajectoryCsv.read(file) : TrajectoryHdf5.read(file, SurfaceFile.stem(file));
    }
}
