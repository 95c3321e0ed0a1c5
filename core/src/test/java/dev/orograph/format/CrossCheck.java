package dev.orograph.format;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Resampling;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java side of {@code bench/crosscheck}: writes one file of every format into a folder, or reads files of Python
 * and writes what it found, or why it refused, beside them.
 */
public final class CrossCheck {
    private CrossCheck() {}

    /** {@code write FOLDER} or {@code read FILE…}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("write")) {
            write(Path.of(arguments[1]));
        } else {
            for (var file : List.of(arguments).subList(1, arguments.length)) {
                read(Path.of(file));
            }
        }
    }

    private static void write(Path folder) throws IOException {
        var types = Safetensors.read(Resources.copy("types.safetensors", folder));
        Safetensors.write(folder.resolve("types.java.safetensors"), types);
        TorchFile.write(folder.resolve("types.java.pt"), types);
        var surface = surface();
        SurfaceHdf5.write(folder.resolve("surface.java.h5"), surface);
        SurfaceCsv.write(folder.resolve("surface.java.csv"), surface);
        Vtp.writeSurface(folder.resolve("surface.java.vtp"), surface, "train_loss", new Vtp.Height(200, true));
        var path = dev.orograph.measurement.Path.of("run", new double[] {1, .5, 0}, new double[] {-1, 0, .25});
        ProjectionHdf5.write(folder.resolve("path.java.h5"), path);
        Vtp.writePath(folder.resolve("path.java.vtp"), path, new double[] {3, 2, 1}, Vtp.Height.PLAIN);
        var x = List.of(
                NamedArray.of("conv.weight", Shape.of(2, 1, 1, 3), new float[] {1, 2, 3, 4, 5, 6}),
                NamedArray.of("conv.bias", Shape.of(2), new float[] {0, -1}),
                NamedArray.of("tracked", Shape.of(), new long[] {17}));
        DirectionHdf5.write(
                folder.resolve("directions.java.h5"),
                new DirectionBlocks(x, x, Map.of("explained_variance_ratio_", List.of(.75, .25))));
        SurfaceHdf5.writePlain(folder.resolve("plain.java.h5"), surface);
        SurfaceHdf5.write(folder.resolve("line.java.h5"), surface.slice(1, 2));
        SurfaceHdf5.write(folder.resolve("volume.java.h5"), volume());
        var smooth = surface.slice(1, 2).grid();
        var wave = Grid.of(smooth.x(), new Axis("y", -.5, .5, 6));
        var heights = new double[wave.cells()];
        for (int cell = 0; cell < heights.length; cell++) {
            heights[cell] = Math.sin(wave.index(cell, 0) + .5) * Math.cos(2.0 * wave.index(cell, 1));
        }
        var coarse = Surface.complete(wave, Map.of("train_loss", heights), Provenance.NONE);
        SurfaceHdf5.write(folder.resolve("coarse.java.h5"), coarse);
        Vtp.writeSurface(
                folder.resolve("fine.java.vtp"),
                Resampling.cubic(coarse, "train_loss", 9),
                "train_loss",
                Vtp.Height.PLAIN);
        var trajectory = Trajectory.of("run", List.of("0", "10", "last"), path.x(), path.y())
                .withResiduals(new double[] {.5, .25, Double.NaN})
                .withTrueLosses(new double[] {3, 2, Double.POSITIVE_INFINITY});
        TrajectoryHdf5.write(folder.resolve("trajectory.java.h5"), trajectory);
        Vtp.writeTrajectory(
                folder.resolve("trajectory.java.vtp"), trajectory, new double[] {3, 2, 1}, Vtp.Height.PLAIN);
    }

    /** v = x + 10 y + 100 z on 4 by 3 by 2 points. */
    private static Surface volume() {
        var grid = Grid.of(new Axis("x", 0, 3, 4), new Axis("y", 0, 2, 3), new Axis("z", 0, 1, 2));
        var values = new double[grid.cells()];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = grid.index(cell, 0) + 10 * grid.index(cell, 1) + 100 * grid.index(cell, 2);
        }
        return Surface.complete(grid, Map.of("train_loss", values), Provenance.NONE);
    }

    /** z = 100 iy + ix on a grid of 5 by 3, one cell pending, one failed, one NaN. */
    private static Surface surface() {
        var grid = Grid.of(new Axis("x", -1, 1, 5), new Axis("y", -.5, .5, 3));
        var loss = new double[grid.cells()];
        var accuracy = new double[grid.cells()];
        var status = new Status[grid.cells()];
        for (int cell = 0; cell < loss.length; cell++) {
            loss[cell] = 100.0 * grid.index(cell, 1) + grid.index(cell, 0);
            accuracy[cell] = 100 - loss[cell] / 10;
            status[cell] = Status.COMPUTED;
        }
        loss[0] = Double.NaN;
        status[3] = Status.PENDING;
        status[4] = Status.FAILED;
        status[14] = Status.INTERPOLATED;
        var quantities = new LinkedHashMap<String, double[]>();
        quantities.put("train_loss", loss);
        quantities.put("train_acc", accuracy);
        var provenance = Provenance.NONE
                .with("version.orograph", "größer")
                .with("recipe", "r".repeat(40_000))
                .with(SurfaceHdf5.DIRECTION_FILE, "directions.h5");
        return Surface.of(grid, quantities, status, Trust.NONE.with("centre_loss", .25), provenance);
    }

    /** Reads an HDF5 file of Python and writes what was understood of it in the same form. */
    private static void rewrite(Path file, Path target) throws IOException {
        switch (Hdf5Content.of(file)) {
            case SURFACE -> {
                var surface = SurfaceHdf5.read(file);
                if (surface.grid().dimensions() > 2) {
                    SurfaceHdf5.write(target, surface);
                } else {
                    SurfaceHdf5.writePlain(target, surface);
                }
            }
            case DIRECTIONS -> DirectionHdf5.write(target, DirectionHdf5.read(file));
            case TRAJECTORY -> TrajectoryHdf5.write(target, TrajectoryHdf5.read(file, "run"));
            case OTHER -> throw new IOException(file + " is none of the scripts' files");
        }
    }

    private static void read(Path file) throws IOException {
        var name = file.getFileName().toString();
        try {
            if (name.endsWith(".h5")) {
                rewrite(file, file.resolveSibling(name + ".read.h5"));
                return;
            }
            NamedArrays arrays = name.endsWith(".safetensors") ? Safetensors.read(file) : TorchFile.read(file);
            Safetensors.write(file.resolveSibling(name + ".read.safetensors"), arrays);
        } catch (IOException e) {
            Files.writeString(file.resolveSibling(name + ".refused.txt"), String.valueOf(e.getMessage()));
        }
    }
}
