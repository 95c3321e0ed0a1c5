package dev.orograph.network;

import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Runs a program, one instruction after another. Immutable and thread-safe. */
final class ProgramRunner {
    private final Program program;
    private final Foldings foldings;
    private final List<int[]> finished;

    ProgramRunner(Program program) {
        this(program, Foldings.none());
    }

    /**
     * Prepares to run.
     *
     * @param foldings for evaluation; training, which needs batch normalisations as they are, leaves them alone
     */
    ProgramRunner(Program program, Foldings foldings) {
        this.program = program;
        this.foldings = foldings;
        this.finished = Lifetimes.finishedAfterEach(program.instructions());
    }

    /**
     * The network's output; belongs to the current scope.
     *
     * @param theta [elements of the layout]
     * @param input [batch, …]
     */
    Tensor forward(Tensor theta, State state, Tensor input, Mode mode) {
        return run(
                theta,
                state,
                input,
                mode,
                mode.usesBatchStatistics() ? Foldings.none() : foldings,
                ActivationObserver.NONE);
    }

    /** The same, every layer by itself, so that an observer sees the output of each. */
    Tensor forward(Tensor theta, State state, Tensor input, Mode mode, ActivationObserver observer) {
        return run(theta, state, input, mode, Foldings.none(), observer);
    }

    private Tensor run(
            Tensor theta, State state, Tensor input, Mode mode, Foldings applied, ActivationObserver observer) {
        try (var scope = new PointerScope()) {
            var pass = new Pass(program.layout().split(theta), state, mode, applied);
            var instructions = program.instructions();
            var values = new @Nullable Tensor[instructions.size() + 1];
            values[0] = input;
            for (int i = 0; i < instructions.size(); i++) {
                values[i + 1] = pass.run(instructions.get(i), values);
                if (instructions.get(i) instanceof Instruction.Apply apply) {
                    observe(observer, apply.binding(), Pass.value(values, i + 1));
                }
                for (int value : finished.get(i)) {
                    release(scope, values, value);
                }
            }
            return Tensors.keep(Pass.value(values, instructions.size()));
        }
    }

    private static void observe(ActivationObserver observer, Binding binding, Tensor output) {
        if (observer != ActivationObserver.NONE) {
            try (var inner = new PointerScope()) {
                observer.observe(binding, output);
            }
        }
    }

    /** Gives up a value that no later instruction needs; autograd keeps what it needs by itself. */
    private static void release(PointerScope scope, @Nullable Tensor[] values, int number) {
        var done = Pass.value(values, number);
        values[number] = null;
        // Dropout and folded norms in evaluation return their input itself, so one tensor may be several values.
        for (var value : values) {
            if (done.equals(value)) {
                return;
            }
        }
        scope.detach(done);
    }

    /** The operands of one forward pass; the binding changes from one instruction to the next. */
    private static final class Pass implements Operands {
        private final List<Tensor> blocks;
        private final State state;
        private final Mode mode;
        private final Foldings foldings;
        private @Nullable Binding binding;

        Pass(List<Tensor> blocks, State state, Mode mode, Foldings foldings) {
            this.blocks = blocks;
            this.state = state;
            this.mode = mode;
            this.foldings = foldings;
        }

        Tensor run(Instruction instruction, @Nullable Tensor[] values) {
            if (instruction instanceof Instruction.Apply apply) {
                return apply(apply.binding(), value(values, apply.input()));
            } else if (instruction instanceof Instruction.Sum sum) {
                return value(values, sum.first()).add(value(values, sum.second()));
            } else if (instruction instanceof Instruction.Join join) {
                return torch.cat(new TensorVector(value(values, join.first()), value(values, join.second())), 1);
            }
            throw new IllegalStateException("instruction " + instruction + " is of no known kind");
        }

        private Tensor apply(Binding next, Tensor input) {
            binding = next;
            if (foldings.isFolded(next)) {
                return input;
            }
            var norm = foldings.after(next);
            return norm == null ? next.operation().apply(input, this) : folded(next, norm, input);
        }

        /** A convolution with s·W and s·(b − μ) + β, where s = γ/√(σ² + ε) is the scale of the norm after it. */
        private Tensor folded(Binding convolution, Binding norm, Tensor input) {
            var layer = (Convolution) convolution.operation();
            var type = input.scalar_type();
            double epsilon = ((BatchNorm) norm.operation()).epsilon();
            var mean = state.tensor(norm.states().get(0)).to(type);
            var variance = state.tensor(norm.states().get(1)).to(type);
            var scale = blocks.get(norm.blocks().get(0))
                    .mul(variance.add(new Scalar(epsilon)).rsqrt());
            var shift = blocks.get(norm.blocks().get(1));
            var weight = parameter(0).mul(scale.view(-1, 1, 1, 1));
            var offset = layer.hasBias() ? parameter(1).sub(mean) : mean.neg();
            return layer.convolve(
                    input, weight, new TensorOptional(offset.mul(scale).add(shift)));
        }

        private static Tensor value(@Nullable Tensor[] values, int number) {
            return Objects.requireNonNull(values[number]);
        }

        private Binding binding() {
            return Objects.requireNonNull(binding);
        }

        @Override
        public Tensor parameter(int position) {
            return blocks.get(binding().blocks().get(position));
        }

        @Override
        public Tensor state(int position) {
            return state.tensor(binding().states().get(position));
        }

        @Override
        public boolean hasState(int position) {
            return position < binding().states().size();
        }

        @Override
        public Mode mode() {
            return mode;
        }

        @Override
        public int index() {
            return binding().index();
        }
    }
}
