package dev.orograph.landscape;

import dev.orograph.network.BatchNorm;
import dev.orograph.network.Binding;
import dev.orograph.network.Convolution;
import dev.orograph.network.Dropout;
import dev.orograph.network.Dropout2d;
import dev.orograph.network.Identity;
import dev.orograph.network.Instruction;
import dev.orograph.network.Linear;
import dev.orograph.network.LogSoftmax;
import dev.orograph.network.Program;
import dev.orograph.network.Relu;
import dev.orograph.tensor.FusedConvolution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the rest of a program, from one instruction on, into steps: fused where a known pattern allows it. */
final class StepCompiler {
    private final Program program;
    private final boolean isFusible;
    private final List<Instruction> instructions;

    /**
     * @param isFusible whether convolutions may use oneDNN's fused operator
     */
    StepCompiler(Program program, boolean isFusible) {
        this.program = program;
        this.isFusible = isFusible;
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
            if (apply.binding().operation() instanceof Convolution layer) {
                return convolution(at, apply, layer);
            }
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

    /** A convolution with as much of what follows it as goes in one pass. */
    private Step convolution(int at, Instruction.Apply apply, Convolution layer) {
        int end = at + 1;
        Binding norm = null;
        if (next(end) instanceof Instruction.Apply follower
                && follower.binding().operation() instanceof BatchNorm
                && takesOnly(follower.input(), end)) {
            norm = follower.binding();
            end++;
        }
        int addend = -1;
        if (next(end) instanceof Instruction.Sum sum && Uses.count(program, end) == 1) {
            int other = sum.first() == end ? sum.second() : sum.first();
            if ((sum.first() == end || sum.second() == end) && other < end) {
                addend = other;
                end++;
            }
        }
        boolean hasRelu = reluFollows(end - 1);
        end += hasRelu ? 1 : 0;
        var fused = isFusible
                ? new FusedConvolution(
                        layer.stride().sizes(), layer.padding().sizes(), layer.groups(), addend >= 0, hasRelu)
                : null;
        return new Step.Convolve(
                apply.binding(), new FoldedWeights(apply.binding(), norm), apply.input(), addend, end, hasRelu, fused);
    }

    /** The instruction at that position, null past the end. */
    private @Nullable Instruction next(int at) {
        return at < instructions.size() ? instructions.get(at) : null;
    }

    private boolean takesOnly(int input, int value) {
        return input == value && Uses.count(program, value) == 1;
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

    /**
     * Whether the network ends in an affine layer of one row per sample, perhaps with a log-softmax after it, that still
     * comes after value {@code first}.
     */
    boolean endsInAffineAfter(int first) {
        int last = instructions.size() - 1;
        if (isLogSoftmax(last)) {
            last--;
        }
        return last >= first
                && instructions.get(last) instanceof Instruction.Apply apply
                && apply.binding().operation() instanceof Linear
                && apply.binding().input().rank() == 1;
    }

    boolean endsInLogSoftmax() {
        return isLogSoftmax(instructions.size() - 1);
    }
}
