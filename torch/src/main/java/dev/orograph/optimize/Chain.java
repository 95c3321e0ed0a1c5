package dev.orograph.optimize;

import dev.orograph.array.NamedArrays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * An optimizer as transforms of the gradient, one after another, and a move. Owns them. Heavy-ball descent with decoupled
 * decay of gradients that are clipped first is
 *
 * <pre>{@code
 * Chain.of(new ClipByNorm(1), new DecoupledDecay(0.01), new Momentum(0.9, 0, false, theta))
 * }</pre>
 */
public final class Chain implements Optimizer {
    private final List<Transform> transforms;
    private final Move move;
    private final Memory memory;

    private Chain(List<Transform> transforms, Move move) {
        this.transforms = List.copyOf(transforms);
        this.move = move;
        var parts = new ArrayList<Memory>();
        transforms.forEach(transform -> parts.add(transform.memory()));
        parts.add(move.memory());
        this.memory = Memory.joined(parts);
    }

    /** θ ← θ − η·(what the transforms make of the gradient). */
    public static Chain of(Transform... transforms) {
        return of(List.of(transforms), Move.DESCENT);
    }

    /**
     * The same with a move of its own.
     *
     * @throws IllegalArgumentException if two of them remember something under the same name
     */
    public static Chain of(List<Transform> transforms, Move move) {
        return new Chain(transforms, move);
    }

    @Override
    public Evaluation step(LossFunction function, Tensor theta, double learningRate) {
        var evaluation = function.at(theta);
        var step = new Step(memory.nextStep(), learningRate, theta, function);
        try (var scope = new PointerScope()) {
            var vector = evaluation.gradient();
            var update = vector;
            for (var transform : transforms) {
                update = transform.apply(writable(update, vector), step);
            }
            move.apply(move == Move.DESCENT ? update : writable(update, vector), step);
        }
        return evaluation;
    }

    /** The update in a vector that the next link may overwrite: a link may have given out what it remembers. */
    private static Tensor writable(Tensor update, Tensor vector) {
        return update.is_same(vector) ? update : vector.copy_(update);
    }

    @Override
    public Tensor evaluated(Tensor theta) {
        return move.evaluated(theta);
    }

    @Override
    public Map<String, Double> figures() {
        var figures = new LinkedHashMap<String, Double>();
        transforms.forEach(transform -> figures.putAll(transform.figures()));
        figures.putAll(move.figures());
        return figures;
    }

    @Override
    public NamedArrays state() {
        return memory.toArrays();
    }

    @Override
    public void restore(NamedArrays state) {
        memory.restore(state);
    }

    @Override
    public void close() {
        transforms.forEach(Transform::close);
        move.close();
    }
}
