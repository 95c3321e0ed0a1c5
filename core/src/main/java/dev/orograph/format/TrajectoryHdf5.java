package dev.orograph.format;

import dev.orograph.measurement.Trajectory;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trajectories in the HDF5 layout of the published loss-landscape scripts' projection files: datasets
 * {@code proj_xcoord} and {@code proj_ycoord}, one float64 per point.
 *
 * <p>On top of that, where the scripts see nothing: {@code epoch} (int64) if every label is a whole number, else
 * {@code label} (text); {@code residual}, {@code true_loss}, {@code plane_loss} and {@code explained_variance_ratio_}
 * (float64) where they are known; and the attribute {@code name}.
 */
public final class TrajectoryHdf5 {
    private static final String X = "proj_xcoord";
    private static final String Y = "proj_ycoord";
    private static final String EPOCH = "epoch";
    private static final String LABEL = "label";
    private static final String RESIDUAL = "residual";
    private static final String TRUE_LOSS = "true_loss";
    private static final String PLANE_LOSS = "plane_loss";
    private static final String EXPLAINED_VARIANCE = "explained_variance_ratio_";
    private static final String NAME = "name";

    private TrajectoryHdf5() {}

    /**
     * Writes {@code trajectory}.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, Trajectory trajectory) throws IOException {
        Hdf5.write(file, hdf -> {
            hdf.putAttribute(NAME, trajectory.name());
            hdf.putDataset(X, trajectory.x());
            hdf.putDataset(Y, trajectory.y());
            var labels = trajectory.labels();
            if (labels.stream().allMatch(TrajectoryHdf5::isWhole)) {
                hdf.putDataset(EPOCH, labels.stream().mapToLong(Long::parseLong).toArray());
            } else {
                hdf.putDataset(LABEL, labels.toArray(String[]::new));
            }
            trajectory.residuals().ifPresent(values -> hdf.putDataset(RESIDUAL, values));
            trajectory.trueLosses().ifPresent(values -> hdf.putDataset(TRUE_LOSS, values));
            trajectory.planeLosses().ifPresent(values -> hdf.putDataset(PLANE_LOSS, values));
            if (trajectory.explainedVariance().length > 0) {
                hdf.putDataset(EXPLAINED_VARIANCE, trajectory.explainedVariance());
            }
        });
    }

    /** Whether a number made of the label would be written as the same text. */
    private static boolean isWhole(String label) {
        return label.matches("0|-?[1-9][0-9]{0,17}");
    }

    /**
     * Reads a projection file of ours or of the published scripts, whose points are numbered from 0.
     *
     * @param otherwise name of the trajectory if the file knows none
     * @throws IOException in one sentence, if the file is missing, damaged, or holds no trajectory
     */
    public static Trajectory read(Path file, String otherwise) throws IOException {
        return Hdf5.read(file, hdf -> {
            var x = Hdf5.doubles(file, Hdf5.require(file, hdf, X));
            var y = Hdf5.doubles(file, Hdf5.require(file, hdf, Y));
            var stored = hdf.getAttribute(NAME);
            var name = stored != null && stored.getData() instanceof String text ? text : otherwise;
            try {
                return with(Trajectory.of(name, labels(file, hdf, x.length), x, y), file, hdf);
            } catch (IllegalArgumentException e) {
                throw FileBytes.malformed(file, "holds no valid trajectory: " + e.getMessage());
            }
        });
    }

    private static List<String> labels(Path file, HdfFile hdf, int points) throws IOException {
        var labels = Hdf5.find(file, hdf, LABEL);
        if (labels != null && labels.getDataFlat() instanceof Object[] texts) {
            return Arrays.stream(texts).map(String::valueOf).toList();
        }
        var epochs = Hdf5.find(file, hdf, EPOCH);
        if (epochs != null) {
            return epochs.getDataFlat() instanceof long[] numbers
                    ? Arrays.stream(numbers).mapToObj(Long::toString).toList()
                    : Arrays.stream(Hdf5.doubles(file, epochs))
                            .mapToObj(number -> Long.toString((long) number))
                            .toList();
        }
        return IntStream.range(0, points).mapToObj(Integer::toString).toList();
    }

    private static Trajectory with(Trajectory bare, Path file, HdfFile hdf) throws IOException {
        var trajectory = bare;
        var residuals = numbers(file, hdf, RESIDUAL);
        if (residuals.isPresent()) {
            trajectory = trajectory.withResiduals(residuals.get());
        }
        var trueLosses = numbers(file, hdf, TRUE_LOSS);
        if (trueLosses.isPresent()) {
            trajectory = trajectory.withTrueLosses(trueLosses.get());
        }
        var planeLosses = numbers(file, hdf, PLANE_LOSS);
        if (planeLosses.isPresent()) {
            trajectory = trajectory.withPlaneLosses(planeLosses.get());
        }
        var shares = numbers(file, hdf, EXPLAINED_VARIANCE);
        return shares.isPresent() && shares.get().length >= 2
                ? trajectory.withExplainedVariance(shares.get()[0], shares.get()[1])
                : trajectory;
    }

    private static Optional<double[]> numbers(Path file, HdfFile hdf, String name) throws IOException {
        var dataset = Hdf5.find(file, hdf, name);
        return dataset == null ? Optional.empty() : Optional.of(Hdf5.doubles(file, dataset));
    }
}
