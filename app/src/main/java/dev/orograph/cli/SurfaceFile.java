package dev.orograph.cli;

import dev.orograph.format.SurfaceCsv;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Surface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A surface in a file of any form that we read, told apart by how the file begins. */
final class SurfaceFile {
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private SurfaceFile() {}

    /**
     * Reads a surface from HDF5 or CSV; one with eigenvalues has their ratio, too.
     *
     * @throws IOException in one sentence, if the file is missing, damaged or holds no surface
     */
    static Surface read(Path file) throws IOException {
        return Convexity.with(readAsItIs(file));
    }

    private static Surface readAsItIs(Path file) throws IOException {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        switch (LandscapeFile.content(file)) {
            case DIRECTIONS ->
                throw new IOException(file + " holds directions in weight space, not a surface; map one along them with"
                        + " 'orograph landscape --dir-file=…'");
            case TRAJECTORY ->
                throw new IOException(
                        file + " holds a projected path, not a surface; draw it with 'orograph plot', over"
                                + " a surface with --surf-file");
            case SURFACE, OTHER -> {}
        }
        if (name.endsWith(".csv")) {
            return SurfaceCsv.read(file);
        }
        if (name.endsWith(".h5") || name.endsWith(".hdf5") || !Files.isRegularFile(file) || isHdf5(file)) {
            return SurfaceHdf5.read(file);
        }
        throw new IOException(file + " is no surface: it is neither an HDF5 nor a CSV file");
    }

    static boolean isHdf5(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(HDF5.length), HDF5);
        }
    }

    /** The file's name without its ending, to name things made from it. */
    static String stem(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
