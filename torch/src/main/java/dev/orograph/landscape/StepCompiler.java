package dev.orograph.landscape;

import dev.orograph.network.Dropout;
import dev.orograph.network.Dropout2d;
import dev.orograph.network.Identity;
import dev.orograph.network.Instruction;
import dev.orograph.network.Linear;
import dev.orograph.network.LogSoftmax;
import dev.orograph.network.Program;
import dev.orograph.network.Relu;
import java.util.ArrayList;
import java.util.List;

/** Turns the rest of a program, from one instruction on, into steps: fused where a known pattern allows it. */
final class StepCompiler {
    private final Program program;
    private final List<Instruction> instructions;

    StepCompiler(Program program) {
        this.program = program;
        this.instructions = program.instructions();
    }

    /**
     * The steps from instruction {@code first} to the end.
     *
     * @param endsInLogits whether to leave out a final log-softmax and give the logits with classes along dimension 0
     */
    List<Step> compile(int first, boolean endsInLogits) {
        int end = endsInLogits && isLogSoftmax(instructions.size() - 1) ? instructions.size() - 1 : instructions.size();
        var steps = new ArrayList<Step>();
        int at = first;
        while (at < end) {
            var step = stepAt(at, endsInLogits && at == end - 1);
            steps.add(step);
            at = step.output();
        }
        return steps;
    }

    private Step stepAt(int at, boolean isLogits) {
        if (instructions.get(at) instanceof Instruction.Apply apply) {
            var operation = apply.binding().operation();
            if (operation instanceof Dropout || operation instanceof Dropout2d || operation instanceof Identity) {
                return new Step.Same(apply.input(), at + 1);
            }
            if (operation instanceof Linear && apply.binding().input().rank() == 1) {
                if (isLogits) {
                    return new Step.Logits(apply.binding(), apply.input(), at + 1);
                }
                boolean hasRelu = reluFollows(at);
                return new Step.Affine(apply.binding(), apply.input(), at + (hasRelu ? 2 : 1), hasRelu);
            }
        }
        return new Step.Plain(instructions.get(at), at + 1);
    }

    /** Whether the value of the instruction at {@code at} goes into a ReLU right after it and nowhere else. */
    boolean reluFollows(int at) {
        return at + 1 < instructions.size()
                && instructions.get(at + 1) instanceof Instruction.Apply next
                && next.input() == at + 1
                && next.binding().operation() instanceof Relu
                && Uses.count(program, at + 1) == 1;
    }

    private boolean isLogSoftmax(int at) {
        return instructions.get(at) instanceof Instruction.Apply apply
                && apply.binding().operation() instanceof LogSoftmax;
    }

    /** Whether the network ends in an affine layer of one row per sample, perhaps with a log-softmax after it. */
    boolean endsInAffine() {
        int last = instructions.size() - 1;
        if (isLogSoftmax(last)) {
            last--;
        }
        return last >= 0
                && instructions.get(last) instanceof Instruction.Apply apply
                && apply.binding().operation() instanceof Linear
                && apply.binding().input().rank() == 1;
    }

    boolean endsInLogSoftmax() {
        return isLogSoftmax(instructions.size() - 1);
    }
}
