package dev.orograph.format;

import dev.orograph.measurement.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trajectory as tidy CSV: one row per point with the columns {@code trajectory} (its name), {@code label}, {@code x}
 * and {@code y}, then {@code residual}, {@code true_loss}, {@code plane_loss}, {@code explained_variance_x} and
 * {@code explained_variance_y} (the same in every row) where they are known. Numbers are written so that they are read
 * back to the bit.
 */
public final class TrajectoryCsv {
    private static final List<String> HEADER = List.of("trajectory", "label", "x", "y");
    private static final String RESIDUAL = "residual";
    private static final String TRUE_LOSS = "true_loss";
    private static final String PLANE_LOSS = "plane_loss";
    private static final String X_SHARE = "explained_variance_x";
    private static final String Y_SHARE = "explained_variance_y";

    private TrajectoryCsv() {}

    /**
     * Writes {@code trajectory}.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, Trajectory trajectory) throws IOException {
        var columns = new LinkedHashMap<String, double[]>();
        trajectory.residuals().ifPresent(values -> columns.put(RESIDUAL, values));
        trajectory.trueLosses().ifPresent(values -> columns.put(TRUE_LOSS, values));
        trajectory.planeLosses().ifPresent(values -> columns.put(PLANE_LOSS, values));
        var shares = trajectory.explainedVariance();
        AtomicFile.write(file, out -> {
            var header = new ArrayList<>(HEADER);
            header.addAll(columns.keySet());
            if (shares.length > 0) {
                header.addAll(List.of(X_SHARE, Y_SHARE));
            }
            out.write(Csv.line(header).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < trajectory.size(); i++) {
                var row = new ArrayList<String>();
                row.add(trajectory.name());
                row.add(trajectory.labels().get(i));
                row.add(Double.toString(trajectory.x(i)));
                row.add(Double.toString(trajectory.y(i)));
                for (var values : columns.values()) {
                    row.add(Double.toString(values[i]));
                }
                for (double share : shares) {
                    row.add(Double.toString(share));
                }
                out.write(Csv.line(row).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Whether a CSV file begins as one of ours does. */
    public static boolean isTrajectory(Path file) throws IOException {
        var header = Csv.read(file).header();
        return header.size() >= HEADER.size()
                && header.subList(0, HEADER.size()).equals(HEADER);
    }

    /**
     * Reads a trajectory.
     *
     * @throws IOException in one sentence, if the file is missing or holds no trajectory
     */
    public static Trajectory read(Path file) throws IOException {
        var table = Csv.read(file);
        var header = table.header();
        if (header.size() < HEADER.size() || !header.subList(0, HEADER.size()).equals(HEADER)) {
            throw FileBytes.malformed(
                    file,
                    "has the columns " + String.join(", ", header)
                            + "; a trajectory file begins with trajectory, label, x, y");
        }
        var names = table.rows().stream().map(row -> row.get(0)).distinct().toList();
        if (names.size() != 1) {
            throw FileBytes.malformed(file, "holds " + names.size() + " trajectories; give one with exactly one");
        }
        var columns = new LinkedHashMap<String, double[]>();
        for (int column = 2; column < header.size(); column++) {
            columns.put(header.get(column), column(file, table, column));
        }
        var labels = table.rows().stream().map(row -> row.get(1)).toList();
        try {
            var bare = Trajectory.of(names.get(0), labels, find(columns, "x"), find(columns, "y"));
            return with(bare, columns);
        } catch (IllegalArgumentException e) {
            throw FileBytes.malformed(file, "holds no valid trajectory: " + e.getMessage());
        }
    }

    private static double[] column(Path file, Csv.Table table, int column) throws IOException {
        var values = new double[table.rows().size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = Csv.number(
                    file, table.header().get(column), table.rows().get(row).get(column));
        }
        return values;
    }

    private static double[] find(Map<String, double[]> columns, String name) {
        return Optional.ofNullable(columns.get(name)).orElseGet(() -> new double[0]);
    }

    private static Trajectory with(Trajectory bare, Map<String, double[]> columns) {
        var trajectory = bare;
        if (columns.containsKey(RESIDUAL)) {
            trajectory = trajectory.withResiduals(find(columns, RESIDUAL));
        }
        if (columns.containsKey(TRUE_LOSS)) {
            trajectory = trajectory.withTrueLosses(find(columns, TRUE_LOSS));
        }
        if (columns.containsKey(PLANE_LOSS)) {
            trajectory = trajectory.withPlaneLosses(find(columns, PLANE_LOSS));
        }
        return columns.containsKey(X_SHARE) && columns.containsKey(Y_SHARE)
                ? trajectory.withExplainedVariance(find(columns, X_SHARE)[0], find(columns, Y_SHARE)[0])
                : trajectory;
    }
}
