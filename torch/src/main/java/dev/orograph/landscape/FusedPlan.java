package dev.orograph.landscape;

import dev.orograph.network.Program;
import dev.orograph.network.ScriptModel;
import dev.orograph.tensor.OneDnn;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Measures tiles of cells of a network that is a program of layers by steps of its own: a first affine layer is combined from products
 * instead of computed anew, batch normalisation is folded into convolutions and they run in one pass with what follows,
 * affine layers run into buffers that are used again, and the loss takes one pass. Sample blocks that fit the processor's
 * cache are the outer loop, the cells of a tile the inner.
 */
final class FusedPlan implements EvaluationPlan {
    /** A second layer is carried where the weights of all cells of a row's tile stay below this. */
    private static final long CARRIED_BYTES = 128L << 20;

    /**
     * The weights of all cells of another tile stay below this; those of a larger network, to which what cells share
     * matters little, stand alone.
     */
    private static final long TILE_BYTES = 32L << 20;

    private final SurveySubject subject;
    private final Plane plane;
    private final int blockSamples;
    private final Estimates estimates;
    private final Program program;
    private final ScalarType type;
    private final BlockStart start;
    private final List<Step> steps;
    private final List<List<Integer>> finished;
    private final List<Optional<LogitLoss>> logitLosses = new ArrayList<>();

    private FusedPlan(SurveySubject subject, Plane plane, int blockSamples, Program program) {
        this.subject = subject;
        this.plane = plane;
        this.blockSamples = blockSamples;
        this.estimates = new Estimates(subject, blockSamples);
        this.program = program;
        this.type = subject.precision().scalarType();
        var affine = FirstAffine.find(program);
        boolean packsAffine = affine.isEmpty() || subject.precision() == Precision.BFLOAT16;
        var compiler = new StepCompiler(program, OneDnn.computes(subject.precision()), packsAffine);
        this.start = start(compiler, affine);
        boolean usesLogits = usesLogits(compiler, start);
        this.steps = compiler.compile(start.output(), usesLogits);
        this.finished = finishedAfterEach(steps);
        for (var set : subject.sets()) {
            logitLosses.add(usesLogits ? Optional.of(new LogitLoss(set.targets(), blockSamples)) : Optional.empty());
        }
    }

    private BlockStart start(StepCompiler compiler, Optional<FirstAffine.Start> affine) {
        if (affine.isEmpty()) {
            return new SampleStart(subject.sets(), blockSamples, type);
        }
        int layerOutput = affine.get().instructions();
        boolean hasRelu = compiler.reluFollows(layerOutput - 1);
        var first = new FirstAffine(plane, program.layout(), affine.get().binding(), subject.sets(), blockSamples);
        var combined = new CombinedStart(first, layerOutput + (hasRelu ? 1 : 0), hasRelu, type);
        return hasRelu ? carried(compiler, combined, first) : combined;
    }

    /** The start after the second layer, if that is affine too and its numbers suit; else the one before it. */
    private BlockStart carried(StepCompiler compiler, CombinedStart combined, FirstAffine first) {
        boolean isSecondAffine = subject.precision() == Precision.FLOAT32
                && CarriedStart.ROW_CELLS * weightBytes() <= CARRIED_BYTES
                && Uses.count(program, combined.output()) == 1
                && combined.output() < program.instructions().size();
        if (isSecondAffine
                && compiler.compile(combined.output(), usesLogits(compiler, combined))
                                .get(0)
                        instanceof Step.Affine step
                && step.input() == combined.output()
                && SecondAffine.suits(plane, first)) {
            var second = new SecondAffine(plane, program.layout(), step.binding());
            return new CarriedStart(combined, first, second, step, plane.dimensions(), blockSamples);
        }
        return combined;
    }

    /** Memory of the weights of one cell. */
    private long weightBytes() {
        return plane.origin().numel() * plane.origin().element_size();
    }

    private boolean usesLogits(StepCompiler compiler, BlockStart from) {
        return compiler.endsInAffineAfter(from.output())
                && LogitLoss.computes(subject.loss(), compiler.endsInLogSoftmax());
    }

    /** For each step the numbers of values of its own that no later step needs. */
    private static List<List<Integer>> finishedAfterEach(List<Step> steps) {
        var finished = new ArrayList<List<Integer>>();
        for (int at = 0; at < steps.size(); at++) {
            finished.add(new ArrayList<>());
        }
        for (var step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            int lastUse = -1;
            for (int at = 0; at < steps.size(); at++) {
                lastUse = steps.get(at).inputs().contains(step.output()) ? at : lastUse;
            }
            if (lastUse >= 0 && !step.isShared()) {
                finished.get(lastUse).add(step.output());
            }
        }
        return finished;
    }

    /** The plan for that subject, if its network is a program of layers. */
    static Optional<EvaluationPlan> of(SurveySubject subject, Plane plane, int blockSamples) {
        return subject.program().map(program -> new FusedPlan(subject, plane, blockSamples, program));
    }

    @Override
    public String name() {
        var origin = subject.model() instanceof ScriptModel ? "translated script, " : "";
        return origin + start.description() + ", blocks of " + blockSamples;
    }

    @Override
    public List<String> quantities() {
        return subject.quantities();
    }

    @Override
    public int dimensions() {
        return plane.dimensions();
    }

    @Override
    public int tileCells() {
        long most = start instanceof CarriedStart ? CARRIED_BYTES : TILE_BYTES;
        return (int) Math.max(1, Math.min(start.tileCells(), most / weightBytes()));
    }

    @Override
    public CellEvaluator newEvaluator() {
        return new Evaluator();
    }

    @Override
    public void close() {
        start.close();
        logitLosses.forEach(loss -> loss.ifPresent(LogitLoss::close));
    }

    private final class Evaluator implements CellEvaluator {
        private final Workspace workspace = new Workspace();

        @Override
        public double[][] evaluate(double[][] coordinates) {
            return estimates.values(coordinates, plane.centre(), this::measure);
        }

        private List<List<Estimates.Measure>> measure(double[][] points, IntFunction<Estimates.Measure> fresh) {
            var cells = new ArrayList<CellWeights>();
            try (var scope = new PointerScope();
                    var guard = new InferenceMode()) {
                for (var point : points) {
                    cells.add(weights(point));
                }
                var measures = new ArrayList<List<Estimates.Measure>>();
                for (int each = 0; each < subject.sets().size(); each++) {
                    int set = each;
                    var ofSet = cells.stream().map(cell -> fresh.apply(set)).toList();
                    run(cells, set, ofSet);
                    measures.add(ofSet);
                }
                return measures;
            } finally {
                cells.forEach(cell -> subject.statistics().release(cell.state()));
            }
        }

        private CellWeights weights(double[] coordinates) {
            try (var scope = new PointerScope()) {
                var theta = plane.theta(coordinates);
                var state = subject.statistics().at(coordinates, theta);
                boolean succeeded = false;
                try {
                    var weights = weights(coordinates, theta, state);
                    succeeded = true;
                    return weights;
                } finally {
                    if (!succeeded) {
                        subject.statistics().release(state);
                    }
                }
            }
        }

        /** Runs in the scope of its caller, and keeps what it makes to the scope around that. */
        private CellWeights weights(double[] coordinates, Tensor theta, State state) {
            var wide = program.layout().split(theta);
            var prepared = new HashMap<Integer, PreparedWeights>();
            for (var step : steps) {
                if (step instanceof Step.Weighted weighted) {
                    var made = weighted.weights(wide, state, type, blockSamples);
                    prepared.put(
                            weighted.binding().index(),
                            new PreparedWeights(Tensors.keep(made.weight()), Tensors.keep(made.bias())));
                }
            }
            var blocks = program.layout().split(theta.to(type)).stream()
                    .map(Tensors::keep)
                    .toList();
            return new CellWeights(coordinates, blocks, state, prepared);
        }

        private void run(List<CellWeights> cells, int set, List<Estimates.Measure> measures) {
            int size = subject.sets().get(set).size();
            for (int first = 0; first < size; first += blockSamples) {
                CellEvaluator.throwIfInterrupted();
                var open = IntStream.range(0, cells.size())
                        .filter(cell -> !measures.get(cell).isSettled())
                        .toArray();
                if (open.length == 0) {
                    return;
                }
                try (var scope = new PointerScope()) {
                    block(cells, open, set, first, measures);
                }
            }
        }

        private void block(List<CellWeights> cells, int[] open, int set, int first, List<Estimates.Measure> measures) {
            var values = start.open(subject.sets(), set, first, workspace);
            var these = Arrays.stream(open).mapToObj(cells::get).toList();
            for (int at : values.order(these)) {
                try (var scope = new PointerScope()) {
                    var weights = these.get(at);
                    var output = run(scope, weights, values.at(weights));
                    finish(set, first, output, measures.get(open[at]).tally());
                }
            }
        }

        private Tensor run(PointerScope scope, CellWeights weights, Tensor firstValue) {
            var pass = new Step.Pass(program.instructions().size() + 1, weights, workspace);
            pass.set(start.output(), firstValue);
            var last = firstValue;
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                last = step.run(pass);
                pass.set(step.output(), last);
                for (int value : finished.get(i)) {
                    pass.release(scope, value);
                }
            }
            return last;
        }

        private void finish(int set, int first, Tensor output, Tally tally) {
            var logitLoss = logitLosses.get(set);
            if (logitLoss.isPresent()) {
                logitLoss.get().add(output, first, tally);
            } else {
                tally.add(subject.loss(), output, subject.sets().get(set), first);
            }
        }

        @Override
        public void close() {
            workspace.close();
        }
    }
}
