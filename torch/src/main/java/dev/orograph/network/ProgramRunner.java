package dev.orograph.network;

import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Runs a program, one instruction after another. Immutable and thread-safe. */
final class ProgramRunner {
    private final Program program;
    private final List<int[]> finished;

    ProgramRunner(Program program) {
        this.program = program;
        this.finished = Lifetimes.finishedAfterEach(program.instructions());
    }

    /**
     * The network's output; belongs to the current scope.
     *
     * @param theta [elements of the layout]
     * @param input [batch, …]
     */
    Tensor forward(Tensor theta, State state, Tensor input, Mode mode) {
        try (var scope = new PointerScope()) {
            var pass = new Pass(program.layout().split(theta), state, mode);
            var instructions = program.instructions();
            var values = new @Nullable Tensor[instructions.size() + 1];
            values[0] = input;
            for (int i = 0; i < instructions.size(); i++) {
                values[i + 1] = pass.run(instructions.get(i), values);
                for (int value : finished.get(i)) {
                    release(scope, values, value);
                }
            }
            return Tensors.keep(Pass.value(values, instructions.size()));
        }
    }

    /** Gives up a value that no later instruction needs; autograd keeps what it needs by itself. */
    private static void release(PointerScope scope, @Nullable Tensor[] values, int number) {
        var done = Pass.value(values, number);
        values[number] = null;
        // Dropout in evaluation returns its input itself, so one tensor may be several values.
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
        private @Nullable Binding binding;

        Pass(List<Tensor> blocks, State state, Mode mode) {
            this.blocks = blocks;
            this.state = state;
            this.mode = mode;
        }

        Tensor run(Instruction instruction, @Nullable Tensor[] values) {
            if (instruction instanceof Instruction.Apply apply) {
                binding = apply.binding();
                return apply.binding().operation().apply(value(values, apply.input()), this);
            } else if (instruction instanceof Instruction.Sum sum) {
                return value(values, sum.first()).add(value(values, sum.second()));
            } else if (instruction instanceof Instruction.Join join) {
                return torch.cat(new TensorVector(value(values, join.first()), value(values, join.second())), 1);
            }
            throw new IllegalStateException("instruction " + instruction + " is of no known kind");
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
