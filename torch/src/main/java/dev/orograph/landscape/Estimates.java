package dev.orograph.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the samples' losses: the quantities of cells. Where only a part of a split is measured, cells are
 * compared with the centre sample by sample, for which a plan measures the centre once, when it is first asked. Shared by
 * the workers of a plan.
 */
final class Estimates {
    private final SurveySubject subject;
    private final int blockSamples;
    private volatile List<CentreLosses> centre = List.of();

    Estimates(SurveySubject subject, int blockSamples) {
        this.subject = subject;
        this.blockSamples = blockSamples;
    }

    /** One worker's way to measure points: for each set of samples one tally per point. */
    @FunctionalInterface
    interface Measurement {
        List<List<Measure>> at(double[][] points, IntFunction<Measure> fresh);
    }

    /**
     * One cell on one set of samples.
     *
     * @param spread null where all samples of the split are measured
     */
    record Measure(Tally tally, @Nullable Spread spread) {
        boolean isSettled() {
            return spread != null && spread.isSettled();
        }
    }

    /**
     * The quantities of points, in the order of the subject's.
     *
     * @param centrePoint coordinates of the centre
     */
    double[][] values(double[][] points, double[] centrePoint, Measurement measurement) {
        prepare(centrePoint, measurement);
        var measures = measurement.at(points, this::measure);
        var values = new double[points.length][];
        for (int point = 0; point < values.length; point++) {
            var row = new ArrayList<Double>();
            for (int set = 0; set < measures.size(); set++) {
                add(row, subject.sets().get(set), measures.get(set).get(point));
            }
            values[point] = row.stream().mapToDouble(Double::doubleValue).toArray();
        }
        return values;
    }

    private boolean needsCentre() {
        return subject.sampling().takesPrefixes() || subject.sets().stream().anyMatch(set -> !set.isWhole());
    }

    /** A worker that needs the centre while another measures it has nothing better to do than to wait. */
    private synchronized void prepare(double[] centrePoint, Measurement measurement) {
        if (!needsCentre() || !centre.isEmpty()) {
            return;
        }
        var recorded = new ArrayList<CentreLosses>();
        measurement.at(new double[][] {centrePoint}, set -> {
            var losses = new CentreLosses(subject.sets().get(set).size(), blockSamples);
            recorded.add(losses);
            return new Measure(new Tally(losses), null);
        });
        centre = List.copyOf(recorded);
    }

    private Measure measure(int set) {
        var samples = subject.sets().get(set);
        if (samples.isWhole() && !subject.sampling().takesPrefixes()) {
            return new Measure(new Tally(), null);
        }
        var spread = new Spread(samples, subject.sampling(), centre.get(set));
        return new Measure(new Tally(spread), spread);
    }

    private void add(List<Double> row, SampleSet set, Measure measure) {
        var tally = measure.tally();
        var spread = measure.spread();
        double loss = spread == null ? tally.loss() / tally.samples() : spread.loss();
        row.add(loss);
        if (set.hasAccuracy()) {
            row.add(spread == null ? 100.0 * tally.correct() / tally.samples() : spread.accuracy(tally.correct()));
        }
        double exact = Double.isFinite(loss) ? 0 : Double.NaN;
        row.add(spread == null ? exact : spread.lossError());
        row.add(spread == null ? exact : spread.riseError());
        if (subject.sampling().takesPrefixes()) {
            row.add((double) tally.samples());
        }
    }
}
