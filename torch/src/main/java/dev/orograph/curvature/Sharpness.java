package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.spectrum.SharpnessFigure;
import dev.orograph.spectrum.SharpnessTable;
import dev.orograph.tensor.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;

/**
 * Measures sharpness by several measures at once, which share the loss and the gradient at θ. Equal seeds give equal bits,
 * whatever the number of threads and whichever other measures are asked for.
 *
 * @param measures in the order in which they are taken
 * @param threads that evaluate losses at once, at least 1
 * @param seed of the random draws
 */
public record Sharpness(List<SharpnessMeasure> measures, int threads, long seed) {
    public Sharpness {
        measures = List.copyOf(measures);
        Threads.require(threads);
    }

    /** All measures with their usual settings. */
    public static Sharpness all(int threads, long seed) {
        return new Sharpness(SharpnessMeasure.all(), threads, seed);
    }

    /**
     * Takes the measures one after another.
     *
     * @return what was finished; empty if the listener stopped it before the loss at θ was known
     * @throws IllegalArgumentException if a measure needs a gradient and the loss cannot be differentiated
     */
    public Optional<SharpnessTable> measure(SharpnessSubject subject, Listener listener) {
        int before = Threads.inCurrentThread();
        Threads.useInCurrentThread(1);
        try (var at = new Neighbourhood(subject, threads, seed, listener)) {
            return Optional.of(table(at));
        } catch (CancellationException e) {
            return Optional.empty();
        } finally {
            Threads.useInCurrentThread(before);
        }
    }

    private SharpnessTable table(Neighbourhood at) {
        var figures = new ArrayList<SharpnessFigure>();
        try {
            for (var measure : measures) {
                figures.add(figure(measure, at));
            }
        } catch (CancellationException e) {
            return new SharpnessTable(at.loss(), figures, seed, Outcome.CANCELLED);
        }
        return new SharpnessTable(at.loss(), figures, seed, Outcome.COMPLETED);
    }

    private static SharpnessFigure figure(SharpnessMeasure measure, Neighbourhood at) {
        at.begin(measure.name(), measure.expectedEvaluations());
        try (var scope = new PointerScope()) {
            var finding = measure.measure(at);
            return new SharpnessFigure(
                    measure.name(),
                    measure.formula(),
                    measure.settings(),
                    finding.value(),
                    finding.note(),
                    at.evaluations(),
                    at.products());
        }
    }
}
