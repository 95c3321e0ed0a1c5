package dev.orograph.format;

import dev.orograph.measurement.Path;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Surfaces and paths as VTK polygonal data for ParaView, with appended raw binary. Source: VTK's description of its XML
 * file formats; names and order of the published loss-landscape scripts.
 *
 * <p>A surface has the points (x, y, z), x running fastest, quads i, i+1, i+m+1, i+m for rows of m points, the point
 * data {@code zvalue} and {@code status} (0 pending, 1 computed, 2 failed, 3 interpolated) and the cell data {@code averaged zvalue}, the mean of a quad's corners.
 */
public final class Vtp {
    /** Added before the logarithm is taken, as the published scripts do, so that a loss of zero has one. */
    private static final double LOG_OFFSET = .1;

    private Vtp() {}

    /** How the height of a surface is drawn. */
    public record Height(double most, boolean logarithmic) {
        /** Heights as they are. */
        public static final Height PLAIN = new Height(Double.POSITIVE_INFINITY, false);

        /**
         * Heights above {@code most} become {@code most}; then, if {@code logarithmic}, z becomes ln(z + 0.1).
         *
         * @throws IllegalArgumentException if {@code most} is NaN
         */
        public Height {
            if (Double.isNaN(most)) {
                throw new IllegalArgumentException("the greatest height is NaN; give a number");
            }
        }

        double of(double value) {
            double clipped = value > most ? most : value;
            return logarithmic ? Math.log(clipped + LOG_OFFSET) : clipped;
        }
    }

    /** One array of the file: its description and its bytes. */
    private record Block(String type, String name, int components, ByteBuffer data) {
        static Block floats(String name, int components, float[] values) {
            var data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(values);
            return new Block("Float32", name, components, data);
        }

        static Block bytes(String name, byte[] values) {
            return new Block("Int8", name, 1, ByteBuffer.wrap(values));
        }

        static Block longs(String name, long[] values) {
            var data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            data.asLongBuffer().put(values);
            return new Block("Int64", name, 1, data);
        }
    }

    /**
     * Writes one quantity of a surface. Where it is NaN or, after clipping, infinite, the surface has a hole: no quad
     * touches the point, whose z is the lowest there is while its {@code zvalue} says what it was.
     *
     * @throws IllegalArgumentException if the grid has not two axes or there is no such quantity
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void writeSurface(java.nio.file.Path file, Surface surface, String quantity, Height height)
            throws IOException {
        var grid = surface.grid();
        if (grid.dimensions() != 2) {
            throw new IllegalArgumentException(
                    "a VTP surface needs a grid of two axes; this one has " + grid.dimensions());
        }
        var z = Arrays.stream(surface.values(quantity)).map(height::of).toArray();
        double lowest = Arrays.stream(z).filter(Double::isFinite).min().orElse(0);
        var points = new float[3 * z.length];
        for (int cell = 0; cell < z.length; cell++) {
            points[3 * cell] = (float) grid.x().coordinate(grid.index(cell, 0));
            points[3 * cell + 1] = (float) grid.y().coordinate(grid.index(cell, 1));
            points[3 * cell + 2] = (float) (Double.isFinite(z[cell]) ? z[cell] : lowest);
        }
        var quads = quads(grid.x().count(), grid.y().count(), z);
        var averages = new float[quads.length / 4];
        for (int quad = 0; quad < averages.length; quad++) {
            double sum = 0;
            for (int corner = 0; corner < 4; corner++) {
                sum += z[(int) quads[4 * quad + corner]];
            }
            averages[quad] = (float) (sum / 4);
        }
        write(
                file,
                "Polys",
                List.of(Block.floats("zvalue", 1, floats(z)), Block.bytes("status", StatusCodes.of(surface))),
                List.of(Block.floats("averaged zvalue", 1, averages)),
                Block.floats("Points", 3, points),
                Block.longs("connectivity", quads),
                Block.longs("offsets", offsets(averages.length, 4)));
    }

    private static long[] quads(int width, int height, double[] z) {
        var corners = new long[4 * (width - 1) * (height - 1)];
        int used = 0;
        for (int iy = 0; iy + 1 < height; iy++) {
            for (int ix = 0; ix + 1 < width; ix++) {
                int cell = iy * width + ix;
                int[] quad = {cell, cell + 1, cell + width + 1, cell + width};
                if (Arrays.stream(quad).allMatch(corner -> Double.isFinite(z[corner]))) {
                    for (int corner : quad) {
                        corners[used++] = corner;
                    }
                }
            }
        }
        return Arrays.copyOf(corners, used);
    }

    /**
     * Writes a path as one line through its points, with their number as point data {@code step}.
     *
     * @param heights z of each point, drawn as {@code height} says; a value that is not finite is drawn at 0
     * @throws IllegalArgumentException if there is another number of heights than points
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void writePath(java.nio.file.Path file, Path path, double[] heights, Height height)
            throws IOException {
        writeLine(file, path, heights, height, List.of());
    }

    /**
     * Writes a trajectory as one line, like a path, with {@code residual}, {@code true_loss} and {@code plane_loss} as
     * further point data where they are known.
     *
     * @param heights z of each point, as for {@link #writePath}
     * @throws IllegalArgumentException if there is another number of heights than points
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void writeTrajectory(java.nio.file.Path file, Trajectory trajectory, double[] heights, Height height)
            throws IOException {
        var more = new ArrayList<Block>();
        trajectory.residuals().ifPresent(values -> more.add(Block.floats("residual", 1, floats(values))));
        trajectory.trueLosses().ifPresent(values -> more.add(Block.floats("true_loss", 1, floats(values))));
        trajectory.planeLosses().ifPresent(values -> more.add(Block.floats("plane_loss", 1, floats(values))));
        writeLine(file, trajectory.path(), heights, height, more);
    }

    private static void writeLine(java.nio.file.Path file, Path path, double[] heights, Height height, List<Block> more)
            throws IOException {
        if (heights.length != path.size()) {
            throw new IllegalArgumentException(
                    heights.length + " heights for the " + path.size() + " points of path " + path.name());
        }
        var points = new float[3 * path.size()];
        var steps = new float[path.size()];
        var line = new long[path.size()];
        for (int i = 0; i < path.size(); i++) {
            double z = height.of(heights[i]);
            points[3 * i] = (float) path.x(i);
            points[3 * i + 1] = (float) path.y(i);
            points[3 * i + 2] = (float) (Double.isFinite(z) ? z : 0);
            steps[i] = i;
            line[i] = i;
        }
        var pointData = new ArrayList<>(List.of(Block.floats("step", 1, steps)));
        pointData.addAll(more);
        write(
                file,
                "Lines",
                pointData,
                List.of(),
                Block.floats("Points", 3, points),
                Block.longs("connectivity", line),
                Block.longs("offsets", new long[] {path.size()}));
    }

    private static float[] floats(double[] values) {
        var result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    private static long[] offsets(int cells, int corners) {
        var offsets = new long[cells];
        for (int cell = 0; cell < cells; cell++) {
            offsets[cell] = (long) corners * (cell + 1);
        }
        return offsets;
    }

    private static void write(
            java.nio.file.Path file,
            String kind,
            List<Block> pointData,
            List<Block> cellData,
            Block points,
            Block connectivity,
            Block offsets)
            throws IOException {
        var blocks = new ArrayList<Block>();
        var xml = new StringBuilder("""
                <?xml version="1.0"?>
                <VTKFile type="PolyData" version="1.0" byte_order="LittleEndian" header_type="UInt64">
                <PolyData>
                """);
        xml.append(String.format(
                Locale.ROOT,
                "<Piece NumberOfPoints=\"%d\" NumberOfVerts=\"0\" NumberOfLines=\"%d\" NumberOfStrips=\"0\""
                        + " NumberOfPolys=\"%d\">\n",
                points.data.capacity() / 12,
                kind.equals("Lines") ? offsets.data.capacity() / 8 : 0,
                kind.equals("Polys") ? offsets.data.capacity() / 8 : 0));
        section(xml, "PointData", pointData, blocks);
        section(xml, "CellData", cellData, blocks);
        section(xml, "Points", List.of(points), blocks);
        section(xml, kind, List.of(connectivity, offsets), blocks);
        xml.append("</Piece>\n</PolyData>\n<AppendedData encoding=\"raw\">\n_");
        AtomicFile.write(file, out -> {
            out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
            for (var block : blocks) {
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(block.data.capacity())
                        .array());
                AtomicFile.copy(block.data, out);
            }
            out.write("\n</AppendedData>\n</VTKFile>\n".getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Describes {@code added} and appends it to {@code blocks}, whose bytes follow the description. */
    private static void section(StringBuilder xml, String name, List<Block> added, List<Block> blocks) {
        xml.append('<').append(name).append(">\n");
        for (var block : added) {
            long offset = blocks.stream()
                    .mapToLong(earlier -> 8L + earlier.data.capacity())
                    .sum();
            xml.append(String.format(
                    Locale.ROOT,
                    "<DataArray type=\"%s\" Name=\"%s\" NumberOfComponents=\"%d\" format=\"appended\" offset=\"%d\"/>\n",
                    block.type,
                    block.name,
                    block.components,
                    offset));
            blocks.add(block);
        }
        xml.append("</").append(name).append(">\n");
    }
}
