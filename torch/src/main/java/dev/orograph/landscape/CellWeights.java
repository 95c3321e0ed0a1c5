package dev.orograph.landscape;

import dev.orograph.network.Binding;
import dev.orograph.network.Mode;
import dev.orograph.network.Operands;
import dev.orograph.tensor.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The parameters of one cell, formed in the plane's element type and rounded once to the evaluation's. Tensors belong to
 * the scope in which this was made.
 */
final class CellWeights {
    private final double[] coordinates;
    private final List<Tensor> blocks;
    private final State state;
    private final Map<Integer, PreparedWeights> prepared;

    /**
     * @param prepared weights of layers whose steps want them so, by the index of their binding
     */
    CellWeights(double[] coordinates, List<Tensor> blocks, State state, Map<Integer, PreparedWeights> prepared) {
        this.coordinates = coordinates;
        this.blocks = blocks;
        this.state = state;
        this.prepared = prepared;
    }

    double[] coordinates() {
        return coordinates;
    }

    double alpha() {
        return coordinates[0];
    }

    /** The coordinates along all axes but the first: which row the cell stands in. Empty on a line. */
    double[] row() {
        return Arrays.copyOfRange(coordinates, 1, coordinates.length);
    }

    Tensor parameter(Binding binding, int position) {
        return blocks.get(binding.blocks().get(position));
    }

    PreparedWeights prepared(Binding layer) {
        var weights = prepared.get(layer.index());
        if (weights == null) {
            throw new IllegalStateException("the weights of " + layer.name() + " have not been prepared");
        }
        return weights;
    }

    State state() {
        return state;
    }

    Tensor state(Binding binding, int position) {
        return state.tensor(binding.states().get(position));
    }

    /** What an operation needs to run as the network itself would run it. */
    Operands operands(Binding binding) {
        return new Operands() {
            @Override
            public Tensor parameter(int position) {
                return CellWeights.this.parameter(binding, position);
            }

            @Override
            public Tensor state(int position) {
                return CellWeights.this.state(binding, position);
            }

            @Override
            public boolean hasState(int position) {
                return position < binding.states().size();
            }

            @Override
            public Mode mode() {
                return Mode.EVALUATION;
            }

            @Override
            public int index() {
                return binding.index();
            }
        };
    }
}
