package dev.orograph.landscape;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.network.StatisticsEstimate;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The batch-norm statistics at the cells of a plane: a {@link BatchNormPolicy} with what it works on. Borrows everything;
 * may be used by several threads.
 */
public sealed interface Statistics {
    /** The state of the network at the centre. */
    State centre();

    /**
     * The state at a cell; whoever asks gives it to {@link #release}.
     *
     * @param coordinates one per axis, α first
     * @param theta [elements], the parameters at the cell
     */
    default State at(double[] coordinates, Tensor theta) {
        return centre();
    }

    /** Frees a state that was made for one cell. */
    @SuppressWarnings("ReferenceEquality") // the centre's is nobody's to free
    default void release(State state) {
        if (state != centre()) {
            state.close();
        }
    }

    /** How the network runs with them. */
    default Mode mode() {
        return Mode.EVALUATION;
    }

    /** Samples per forward pass where the result depends on it. */
    default OptionalInt batch() {
        return OptionalInt.empty();
    }

    /** The centre's everywhere. */
    record Frozen(State centre) implements Statistics {}

    /** Each batch's own. */
    record OfBatches(State centre, int samples) implements Statistics {
        @Override
        public Mode mode() {
            return Mode.BATCH_STATISTICS;
        }

        @Override
        public OptionalInt batch() {
            return OptionalInt.of(samples);
        }
    }

    /**
     * Moved along directions: (s₀ + β·dy) + α·dx per tensor, as the parameters are. Variances stay at least 0.
     *
     * @param directions one per axis, x first; tensors that are missing do not move
     */
    record Interpolated(State centre, List<State> directions) implements Statistics {
        private static final String VARIANCE = "running_var";

        public Interpolated {
            directions = List.copyOf(directions);
        }

        @Override
        public State at(double[] coordinates, Tensor theta) {
            try (var scope = new PointerScope()) {
                var moved = new LinkedHashMap<String, Tensor>();
                for (var name : centre.names()) {
                    moved.put(name, tensor(name, coordinates));
                }
                return State.copyOf(moved);
            }
        }

        /** The directions with every tensor of the state; zero for those that do not move. */
        List<NamedArrays> arrays() {
            return directions.stream().map(this::arrays).toList();
        }

        private NamedArrays arrays(State direction) {
            var blocks = new ArrayList<NamedArray>();
            for (var name : centre.names()) {
                try (var scope = new PointerScope()) {
                    var tensor = direction.names().contains(name)
                            ? direction.tensor(name)
                            : torch.zeros_like(centre.tensor(name));
                    blocks.add(Tensors.toArray(name, tensor));
                }
            }
            return NamedArrays.of(blocks);
        }

        private Tensor tensor(String name, double[] coordinates) {
            var tensor = centre.tensor(name);
            if (!tensor.is_floating_point()) {
                return tensor;
            }
            for (int axis = coordinates.length - 1; axis >= 0; axis--) {
                var direction = directions.get(axis);
                if (direction.names().contains(name)) {
                    tensor = tensor.add(direction.tensor(name).to(tensor.scalar_type()), new Scalar(coordinates[axis]));
                }
            }
            return name.endsWith(VARIANCE) ? tensor.clamp_min(new Scalar(0)) : tensor;
        }
    }

    /**
     * Averaged anew at every cell, as {@link StatisticsEstimate} does.
     *
     * @param inputs [samples, …]
     * @param samples per batch; a last batch of one sample is left out
     */
    record Reestimated(State centre, Model model, Tensor inputs, int samples) implements Statistics {
        @Override
        public State at(double[] coordinates, Tensor theta) {
            var state = centre.copy();
            boolean succeeded = false;
            try {
                new StatisticsEstimate(model, inputs, samples).fill(state, theta, CellEvaluator::throwIfInterrupted);
                succeeded = true;
                return state;
            } finally {
                if (!succeeded) {
                    state.close();
                }
            }
        }
    }

    /** The direction from one state to another, tensor by tensor, without integer counters; belongs to the current scope. */
    static Map<String, Tensor> between(State from, State to) {
        var direction = new LinkedHashMap<String, Tensor>();
        for (var name : from.names()) {
            var start = from.tensor(name);
            if (start.is_floating_point()) {
                try (var scope = new PointerScope()) {
                    direction.put(name, Tensors.keep(to.tensor(name).sub(start)));
                }
            }
        }
        return direction;
    }
}
