package dev.orograph.landscape;

import dev.orograph.network.Binding;
import dev.orograph.network.Convolution;
import dev.orograph.network.Instruction;
import dev.orograph.tensor.FusedConvolution;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One step of a {@link FusedPlan}: makes one value of a program from earlier ones, for one cell and sample block. */
sealed interface Step {
    /** Number of the value it makes. */
    int output();

    /** Numbers of the values it takes. */
    List<Integer> inputs();

    /** Whether the value it makes is a buffer of the workspace, or may be another value itself. */
    boolean isShared();

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

        /** Gives up a value of the given scope that no later step needs, unless it is another value's too. */
        @SuppressWarnings("ReferenceEquality") // one tensor object may stand for several values
        void release(PointerScope scope, int number) {
            var done = values[number];
            values[number] = null;
            for (var value : values) {
                if (value == done) {
                    return;
                }
            }
            if (done != null) {
                scope.detach(done);
            }
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
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public boolean isShared() {
            return true;
        }

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

    /**
     * A convolution with the batch normalisation after it folded into its weights, and perhaps a sum and a ReLU.
     *
     * @param binding the convolution
     * @param folded its weights at a cell
     * @param addend number of the value that is added; −1 for none
     * @param fused the operation in one pass; null where libtorch or the element type has none
     */
    record Convolve(
            Binding binding,
            FoldedWeights folded,
            int input,
            int addend,
            int output,
            boolean hasRelu,
            @Nullable FusedConvolution fused)
            implements Step {
        @Override
        public List<Integer> inputs() {
            return addend < 0 ? List.of(input) : List.of(input, addend);
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public Tensor run(Pass pass) {
            var operands = pass.weights().folded(binding);
            var image = pass.value(input);
            var other = addend < 0 ? null : pass.value(addend);
            if (fused != null) {
                return fused.apply(image, operands.weight(), operands.bias(), other);
            }
            var layer = (Convolution) binding.operation();
            var result = torch.conv2d(
                    image,
                    operands.weight(),
                    new TensorOptional(operands.bias()),
                    layer.stride().sizes(),
                    layer.padding().sizes(),
                    new long[] {1, 1},
                    layer.groups());
            if (other != null) {
                result.add_(other);
            }
            return hasRelu ? result.relu_() : result;
        }
    }

    /** The last affine layer with classes along dimension 0, as {@link LogitLoss} wants them. */
    record Logits(Binding binding, int input, int output) implements Step {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public boolean isShared() {
            return true;
        }

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
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public Tensor run(Pass pass) {
            return pass.value(input);
        }
    }

    /** Any instruction, run as the network itself would. */
    record Plain(Instruction instruction, int output) implements Step {
        @Override
        public List<Integer> inputs() {
            if (instruction instanceof Instruction.Apply apply) {
                return List.of(apply.input());
            } else if (instruction instanceof Instruction.Sum sum) {
                return List.of(sum.first(), sum.second());
            } else if (instruction instanceof Instruction.Join join) {
                return List.of(join.first(), join.second());
            }
            throw new IllegalStateException("instruction " + instruction + " is of no known kind");
        }

        /** An operation that does nothing to this input, such as flattening a row, may give the input itself. */
        @Override
        public boolean isShared() {
            return instruction instanceof Instruction.Apply apply
                    && apply.binding().input().equals(apply.binding().output());
        }

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
