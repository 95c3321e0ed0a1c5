package dev.orograph.landscape;

import dev.orograph.network.Binding;
import dev.orograph.network.Instruction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One step of a {@link FusedPlan}: makes one value of a program from earlier ones, for one cell and sample block. */
sealed interface Step {
    /** Number of the value it makes. */
    int output();

    /** Makes the value; it belongs to the workspace or to the current scope. */
    Tensor run(Pass pass);

    /** What a step may use: the values so far, the cell's parameters, and buffers. */
    final class Pass {
        private final @Nullable Tensor[] values;
        private final CellWeights weights;
        private final Workspace workspace;

        /**
         * @param count number of values the program makes, its input included
         */
        Pass(int count, CellWeights weights, Workspace workspace) {
            this.values = new Tensor[count];
            this.weights = weights;
            this.workspace = workspace;
        }

        Tensor value(int number) {
            var value = values[number];
            if (value == null) {
                throw new IllegalStateException("value " + number + " of the network is used before it is made");
            }
            return value;
        }

        void set(int number, Tensor value) {
            values[number] = value;
        }

        CellWeights weights() {
            return weights;
        }

        Workspace workspace() {
            return workspace;
        }
    }

    /**
     * An affine layer and perhaps the ReLU after it, into a buffer.
     *
     * @param hasRelu whether the output is max(x·Wᵀ + b, 0)
     */
    record Affine(Binding binding, int input, int output, boolean hasRelu) implements Step {
        @Override
        public Tensor run(Pass pass) {
            var rows = pass.value(input);
            var weight = pass.weights().parameter(binding, 0);
            var result = pass.workspace().matrix(output, rows.size(0), weight.size(0), rows.scalar_type());
            if (binding.blocks().size() > 1) {
                torch.addmm_out(result, pass.weights().parameter(binding, 1), rows, weight.t());
            } else {
                torch.mm_out(result, rows, weight.t());
            }
            if (hasRelu) {
                result.relu_();
            }
            return result;
        }
    }

    /** The last affine layer with classes along dimension 0, as {@link LogitLoss} wants them. */
    record Logits(Binding binding, int input, int output) implements Step {
        @Override
        public Tensor run(Pass pass) {
            var rows = pass.value(input);
            var weight = pass.weights().parameter(binding, 0);
            var result = pass.workspace().matrix(output, weight.size(0), rows.size(0), rows.scalar_type());
            if (binding.blocks().size() > 1) {
                var bias = pass.weights().parameter(binding, 1).view(-1, 1);
                torch.addmm_out(result, bias, weight, rows.t());
            } else {
                torch.mm_out(result, weight, rows.t());
            }
            return result;
        }
    }

    /** Another name for a value, where evaluation does nothing, as in dropout. */
    record Same(int input, int output) implements Step {
        @Override
        public Tensor run(Pass pass) {
            return pass.value(input);
        }
    }

    /** Any instruction, run as the network itself would. */
    record Plain(Instruction instruction, int output) implements Step {
        @Override
        public Tensor run(Pass pass) {
            if (instruction instanceof Instruction.Apply apply) {
                var binding = apply.binding();
                return binding.operation()
                        .apply(pass.value(apply.input()), pass.weights().operands(binding));
            } else if (instruction instanceof Instruction.Sum sum) {
                return pass.value(sum.first()).add(pass.value(sum.second()));
            } else if (instruction instanceof Instruction.Join join) {
                return torch.cat(new TensorVector(pass.value(join.first()), pass.value(join.second())), 1);
            }
            throw new IllegalStateException("instruction " + instruction + " is of no known kind");
        }
    }
}
