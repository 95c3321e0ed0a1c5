package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.spectrum.CurvatureFigures;
import dev.orograph.spectrum.ExtremeEigenvalues;
import dev.orograph.spectrum.SpectralDensity;
import dev.orograph.spectrum.TraceFigures;
import dev.orograph.tensor.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out, part by part, what a request asks about the curvature at one point. Parts that are known already are not
 * computed again; each new one is handed out at once, so that nothing is lost when the work is stopped.
 */
public final class CurvatureAnalysis {
    /** Marks the end that a search was stopped on its way to. */
    private static final String STOPPED = " (stopped)";

    private final CurvatureJob job;
    private final SymmetricOperator operator;
    private final CurvatureRequest request;
    private final Keeper keeper;
    private final Listener listener;
    private CurvatureFigures figures;

    /** Receives what has been found. */
    public interface Keeper {
        /** All that is known so far. */
        void keep(CurvatureFigures figures) throws IOException;

        /**
         * Where eigenvectors are to be written as directions of a survey.
         *
         * @param end as in {@link ExtremeEigenvalues}
         */
        Path eigenvectors(String end) throws IOException;
    }

    private CurvatureAnalysis(
            CurvatureJob job,
            SymmetricOperator operator,
            CurvatureRequest request,
            CurvatureFigures known,
            Keeper keeper,
            Listener listener) {
        this.job = job;
        this.operator = operator;
        this.request = request;
        this.figures = known;
        this.keeper = keeper;
        this.listener = listener;
    }

    /**
     * Does what is not known yet.
     *
     * @param operator the job's, restricted or not
     * @param known about this point from before, by the same recipe
     * @return whether all is there; false if the listener stopped it
     * @throws IOException if the keeper could not keep something
     * @throws IllegalArgumentException if the request cannot be met for this operator
     * @throws ArithmeticException if a product was NaN or infinite
     */
    public static boolean run(
            CurvatureJob job,
            SymmetricOperator operator,
            CurvatureRequest request,
            CurvatureFigures known,
            Keeper keeper,
            Listener listener)
            throws IOException {
        return new CurvatureAnalysis(job, operator, request, known, keeper, listener).run();
    }

    private boolean run() throws IOException {
        for (var search : request.searches()) {
            if (!isKnown(search.end().toString(), search.count()) && !search(search)) {
                return false;
            }
        }
        return powerIterations() && trace() && density() && layers() && exact() && sharpness();
    }

    /** Whether as many eigenvalues as that have been found before. */
    private boolean isKnown(String end, int count) {
        return figures.extremes(end)
                .filter(known -> known.values().size() >= count)
                .isPresent();
    }

    private void found(CurvatureFigures more) throws IOException {
        figures = more;
        keeper.keep(more);
    }

    private boolean search(Lanczos search) throws IOException {
        try (var pairs = search.solve(operator, listener)) {
            return keep(search.end().toString(), pairs, "lanczos");
        }
    }

    private boolean powerIterations() throws IOException {
        var wanted = request.powerIterations();
        if (wanted.isEmpty() || isKnown("power-iteration", wanted.get().count())) {
            return true;
        }
        try (var pairs = wanted.get().solve(operator, listener)) {
            return keep("power-iteration", pairs, "power iteration");
        }
    }

    /** A search that was stopped is kept too, but not taken for an answer next time. */
    private boolean keep(String end, Eigenpairs pairs, String method) throws IOException {
        boolean isComplete = pairs.outcome() != Outcome.CANCELLED;
        var all = new ArrayList<>(figures.extremes());
        all.removeIf(known -> known.end().equals(end) || known.end().equals(end + STOPPED));
        all.add(new ExtremeEigenvalues(
                isComplete ? end : end + STOPPED,
                pairs.values(),
                pairs.isRankAssured(),
                pairs.orthogonalityError(),
                pairs.products(),
                method));
        job.saveDirections(keeper.eigenvectors(end), operator, pairs.vectors());
        found(figures.withExtremes(all));
        return isComplete;
    }

    private boolean trace() throws IOException {
        if (isTraceKnown()) {
            return true;
        }
        if (request.trace().isPresent()) {
            return keep(request.trace().get().estimate(operator, blocks(), listener), "hutchinson");
        }
        return request.sketchedTrace().isEmpty()
                || keep(request.sketchedTrace().get().estimate(operator, listener), "hutch++");
    }

    private boolean isTraceKnown() {
        var known = figures.trace();
        if (known.isEmpty()) {
            return request.trace().isEmpty() && request.sketchedTrace().isEmpty();
        }
        int products = known.get().products();
        boolean suffices = request.trace()
                .map(wanted -> wanted.precision().isPresent()
                        ? known.get().trace().isWithin(wanted.precision().getAsDouble())
                        : products >= wanted.most())
                .orElse(true);
        return suffices && request.sketchedTrace().stream().allMatch(wanted -> products >= wanted.products());
    }

    /** The blocks as stretches of the vectors that the operator takes. */
    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        long next = 0;
        for (var block : job.blocks()) {
            blocks.add(new Block(block.name(), block.shape(), next, block.kind()));
            next += block.elements();
        }
        return blocks;
    }

    private boolean keep(Optional<TraceEstimate> estimate, String method) throws IOException {
        if (estimate.isEmpty()) {
            return false;
        }
        var found = estimate.get();
        var blocks = new ArrayList<TraceFigures.BlockTrace>();
        for (int i = 0; i < found.perBlock().size(); i++) {
            var block = job.blocks().get(i);
            blocks.add(new TraceFigures.BlockTrace(
                    block.name(), block.elements(), found.perBlock().get(i)));
        }
        var trace = new TraceFigures(
                found.trace(),
                found.frobenius(),
                blocks,
                found.products(),
                method,
                found.outcome() != Outcome.STOPPED_EARLY);
        found(figures.withTrace(trace));
        return found.outcome() != Outcome.CANCELLED;
    }

    private boolean density() throws IOException {
        if (request.density().isEmpty()
                || figures.density().filter(this::suffices).isPresent()) {
            return true;
        }
        var density = request.density().get().estimate(operator, listener);
        if (density.isPresent()) {
            found(figures.withDensity(density.get()));
        }
        return isWhole(density);
    }

    /** Whether the estimate came to its end. */
    private boolean isWhole(Optional<SpectralDensity> density) {
        int runs = request.density().orElseThrow().runs();
        return density.filter(found -> found.runs().size() == runs).isPresent();
    }

    /** Whether a density from before is of as many runs and steps as wanted, or more. */
    private boolean suffices(SpectralDensity known) {
        var wanted = request.density().orElseThrow();
        return known.runs().size() >= wanted.runs()
                && known.runs().get(0).size() >= Math.min(wanted.steps(), known.dimension());
    }

    private boolean layers() throws IOException {
        if (!request.layers()) {
            return true;
        }
        var whole = operator instanceof Restriction part ? part.operator() : operator;
        for (var layer : byLayer().entrySet()) {
            boolean isKnown =
                    figures.layers().stream().anyMatch(known -> known.layer().equals(layer.getKey()));
            if (!isKnown) {
                var part = new Restriction(whole, layer.getValue());
                var density = request.density().orElseThrow().estimate(part, listener);
                if (!isWhole(density)) {
                    return false;
                }
                var all = new ArrayList<>(figures.layers());
                all.removeIf(known -> known.layer().equals(layer.getKey()));
                all.add(new CurvatureFigures.LayerDensity(layer.getKey(), density.orElseThrow()));
                found(figures.withLayers(all));
            }
        }
        return true;
    }

    /** Blocks whose names differ only after the last dot are one layer's. */
    private Map<String, List<Block>> byLayer() {
        var layers = new LinkedHashMap<String, List<Block>>();
        for (var block : job.blocks()) {
            int dot = block.name().lastIndexOf('.');
            layers.computeIfAbsent(dot < 0 ? block.name() : block.name().substring(0, dot), name -> new ArrayList<>())
                    .add(block);
        }
        return layers;
    }

    private boolean exact() throws IOException {
        if (!request.isExact() || !figures.exact().isEmpty()) {
            return true;
        }
        var eigenvalues = ExactSpectrum.eigenvalues(operator, listener);
        if (eigenvalues.isEmpty()) {
            return false;
        }
        found(figures.withExact(Arrays.stream(eigenvalues.get()).boxed().toList()));
        return true;
    }

    private boolean sharpness() throws IOException {
        if (request.sharpness().isEmpty() || figures.sharpness().isPresent()) {
            return true;
        }
        try (var function = job.function()) {
            var subject = job.sharpnessSubject(function);
            var table = request.sharpness().get().measure(subject, listener);
            if (table.isEmpty() || table.get().outcome() != Outcome.COMPLETED) {
                return false;
            }
            found(figures.withSharpness(table.get()));
            return true;
        }
    }
}
