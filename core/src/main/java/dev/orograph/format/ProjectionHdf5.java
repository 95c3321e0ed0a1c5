package dev.orograph.format;

import dev.orograph.measurement.Path;
import java.io.IOException;

/**
 * Paths in a plane in the HDF5 layout of the published loss-landscape scripts: datasets {@code proj_xcoord} and
 * {@code proj_ycoord}, one float64 per point.
 */
public final class ProjectionHdf5 {
    private static final String X = "proj_xcoord";
    private static final String Y = "proj_ycoord";

    private ProjectionHdf5() {}

    /**
     * Writes the points of {@code path}; its name is not stored.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(java.nio.file.Path file, Path path) throws IOException {
        Hdf5.write(file, hdf -> {
            hdf.putDataset(X, path.x());
            hdf.putDataset(Y, path.y());
        });
    }

    /**
     * Reads the points under the given name.
     *
     * @throws IOException in one sentence, if the file is missing, damaged, or holds no path
     */
    public static Path read(java.nio.file.Path file, String name) throws IOException {
        return Hdf5.read(file, hdf -> {
            var x = Hdf5.doubles(file, Hdf5.require(file, hdf, X));
            var y = Hdf5.doubles(file, Hdf5.require(file, hdf, Y));
            try {
                return Path.of(name, x, y);
            } catch (IllegalArgumentException e) {
                throw FileBytes.malformed(file, "holds no valid path: " + e.getMessage());
            }
        });
    }
}
