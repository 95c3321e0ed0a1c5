package dev.orograph.landscape;

import dev.orograph.array.Shape;
import dev.orograph.network.Binding;
import dev.orograph.network.Convolution;
import dev.orograph.network.Instruction;
import dev.orograph.tensor.FusedConvolution;
import dev.orograph.tensor.FusedLinear;
import dev.orograph.tensor.State;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** One step of a {@link FusedPlan}: makes one value of a program from earlier ones, for one cell and sample block. */
sealed interface Step {
    /** Number of the value it makes. */
    int output();

    /** Numbers of the values it takes. */
    List<Integer> inputs();

    /** Whether the value it makes is a buffer of the workspace, or may be another value itself. */
    default boolean isShared() {
        return false;
    }

    /** Makes the value; it belongs to the workspace or to the current scope. */
    Tensor run(Pass pass);

    /** A step that takes one value. */
    sealed interface OfOne extends Step {
        /** Number of the value it takes. */
        int input();

        @Override
        default List<Integer> inputs() {
            return List.of(input());
        }
    }

    /** A step whose weights are made ready once per cell. */
    sealed interface Weighted extends Step {
        /** The layer. */
        Binding binding();

        /**
         * The weights at a cell; belong to the current scope.
         *
         * @param blocks of θ in the plane's element type
         * @param type of the evaluation, to which the result is rounded once
         * @param blockSamples how many samples the operation mostly sees at once
         */
        PreparedWeights weights(List<Tensor> blocks, State state, ScalarType type, int blockSamples);
    }

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
    record Affine(Binding binding, int input, int output, boolean hasRelu) implements OfOne {
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
            implements Weighted {
        @Override
        public PreparedWeights weights(List<Tensor> blocks, State state, ScalarType type, int blockSamples) {
            var operands = folded.at(blocks, state, type);
            if (fused == null) {
                return operands;
            }
            var image = binding.input();
            var packed = fused.pack(operands.weight(), blockSamples, image.size(0), image.size(1), image.size(2));
            return new PreparedWeights(packed, operands.bias());
        }

        @Override
        public List<Integer> inputs() {
            return addend < 0 ? List.of(input) : List.of(input, addend);
        }

        @Override
        public Tensor run(Pass pass) {
            var operands = pass.weights().prepared(binding);
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

    /**
     * An affine layer and perhaps the ReLU after it in one pass, with packed weights.
     *
     * @param image shape of the image that was flattened in channels-last order to make the rows; null for none
     */
    record Dense(Binding binding, @Nullable Shape image, int input, int output, FusedLinear fused)
            implements OfOne, Weighted {
        @Override
        public PreparedWeights weights(List<Tensor> blocks, State state, ScalarType type, int blockSamples) {
            var weight = blocks.get(binding.blocks().get(0));
            long outputs = weight.size(0);
            if (image != null) {
                weight = channelsLast(weight.view(outputs, image.size(0), image.size(1), image.size(2)))
                        .reshape(outputs, -1);
            }
            var bias = binding.blocks().size() > 1
                    ? blocks.get(binding.blocks().get(1)).to(type)
                    : torch.zeros(new long[] {outputs}, new TensorOptions(type));
            return new PreparedWeights(fused.pack(weight.to(type), blockSamples), bias);
        }

        @Override
        public Tensor run(Pass pass) {
            var weights = pass.weights().prepared(binding);
            return fused.apply(pass.value(input), weights.weight(), weights.bias());
        }
    }

    /** All values of an image in one row, channels last, which copies nothing if they lie so in memory. */
    record FlattenChannelsLast(int input, int output) implements OfOne {
        @Override
        public Tensor run(Pass pass) {
            var image = pass.value(input);
            return channelsLast(image).reshape(image.size(0), -1);
        }
    }

    /** The largest of each 2×2 values of an image in channels-last order. */
    record HalvingMaxPool(int input, int output) implements OfOne {
        @Override
        public Tensor run(Pass pass) {
            var image = channelsLast(pass.value(input));
            var rows = torch.maximum(every(image, 1, 0), every(image, 1, 1));
            return torch.maximum(every(rows, 2, 0), every(rows, 2, 1)).permute(0, 3, 1, 2);
        }

        /** Every second slice along a dimension, from the given one on; of an odd one at the end there is no pair. */
        private static Tensor every(Tensor image, int dimension, int first) {
            long end = image.size(dimension) / 2 * 2;
            return image.slice(dimension, new LongOptional(first), new LongOptional(end), 2);
        }
    }

    /** The last affine layer with classes along dimension 0, as {@link LogitLoss} wants them. */
    record Logits(Binding binding, int input, int output) implements OfOne {
        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public Tensor run(Pass pass) {
            var rows = widened(pass.value(input));
            var weight = widened(pass.weights().parameter(binding, 0));
            var result = pass.workspace().matrix(output, weight.size(0), rows.size(0), rows.scalar_type());
            if (binding.blocks().size() > 1) {
                var bias = widened(pass.weights().parameter(binding, 1)).view(-1, 1);
                torch.addmm_out(result, bias, weight, rows.t());
            } else {
                torch.mm_out(result, weight, rows.t());
            }
            return result;
        }
    }

    /** A view [batch, height, width, channels] of images [batch, channels, height, width]. */
    private static Tensor channelsLast(Tensor images) {
        return images.permute(0, 2, 3, 1);
    }

    /** bfloat16 as float32, because the loss is computed so; others as they are. */
    private static Tensor widened(Tensor tensor) {
        return tensor.scalar_type().value == ScalarType.BFloat16.value ? tensor.to(ScalarType.Float) : tensor;
    }

    /** Another name for a value, where evaluation does nothing, as in dropout. */
    record Same(int input, int output) implements OfOne {
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
