package dev.orograph.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which of the published scripts' kinds of files an HDF5 file is. */
public enum Hdf5Content {
    /** Read by {@link SurfaceHdf5}. */
    SURFACE("a surface"),
    /** Read by {@link DirectionHdf5}. */
    DIRECTIONS("directions in weight space"),
    /** Read by {@link TrajectoryHdf5}. */
    TRAJECTORY("a projected path"),
    /** None of them. */
    OTHER("something else");

    private final String words;

    Hdf5Content(String words) {
        this.words = words;
    }

    /**
     * Looks into {@code file}.
     *
     * @throws IOException in one sentence, if the file is missing, damaged, or no HDF5
     */
    public static Hdf5Content of(Path file) throws IOException {
        return Hdf5.read(file, hdf -> {
            var names = hdf.getChildren().keySet();
            if (names.contains("xcoordinates")) {
                return SURFACE;
            }
            if (names.contains("xdirection")) {
                return DIRECTIONS;
            }
            return names.containsAll(List.of("proj_xcoord", "proj_ycoord")) ? TRAJECTORY : OTHER;
        });
    }

    /** As in {@code a surface}. */
    @Override
    public String toString() {
        return words;
    }
}
