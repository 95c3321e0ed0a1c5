package dev.orograph.landscape;

import dev.orograph.array.Shape;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Binding;
import dev.orograph.network.Convolution;
import dev.orograph.network.Dropout;
import dev.orograph.network.Dropout2d;
import dev.orograph.network.Flatten;
import dev.orograph.network.Identity;
import dev.orograph.network.Instruction;
import dev.orograph.network.Linear;
import dev.orograph.network.LogSoftmax;
import dev.orograph.network.MaxPool;
import dev.orograph.network.Program;
import dev.orograph.network.Relu;
import dev.orograph.tensor.FusedConvolution;
import dev.orograph.tensor.FusedLinear;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the rest of a program, from one instruction on, into steps: fused where a known pattern allows it. */
final class StepCompiler {
    private final Program program;
    private final boolean isFusible;
    private final boolean packsAffine;
    private final List<Instruction> instructions;

    /**
     * @param isFusible whether oneDNN's fused operators may be used
     * @param packsAffine whether affine layers use them
     */
    StepCompiler(Program program, boolean isFusible, boolean packsAffine) {
        this.program = program;
        this.isFusible = isFusible;
        this.packsAffine = isFusible && packsAffine;
        this.instructions = program.instructions();
    }

    /**
     * The steps from instruction {@code first} to the end.
     *
     * @param endsInLogits whether to leave out a final log-softmax and give the logits with classes along dimension 0
     */
    List<Step> compile(int first, boolean endsInLogits) {
        int end = endsInLogits ? lastBeforeLogSoftmax() + 1 : instructions.size();
        var steps = new ArrayList<Step>();
        int at = first;
        while (at < end) {
            var step = stepAt(at, endsInLogits && at == end - 1, steps);
            steps.add(step);
            at = step.output();
        }
        return steps;
    }

    private Step stepAt(int at, boolean isLogits, List<Step> before) {
        if (instructions.get(at) instanceof Instruction.Apply apply) {
            if (apply.binding().operation() instanceof Convolution layer) {
                return convolution(at, apply, layer, before);
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
                int output = at + (hasRelu ? 2 : 1);
                return packsAffine
                        ? new Step.Dense(
                                apply.binding(), flattened(at), apply.input(), output, new FusedLinear(hasRelu))
                        : new Step.Affine(apply.binding(), apply.input(), output, hasRelu);
            }
            if (operation instanceof Flatten && flattened(at + 1) != null) {
                return new Step.FlattenChannelsLast(apply.input(), at + 1);
            }
            if (operation instanceof MaxPool pool && isFusible && pool.equals(new MaxPool(2))) {
                return new Step.HalvingMaxPool(apply.input(), at + 1);
            }
        }
        return new Step.Plain(instructions.get(at), at + 1);
    }

    /**
     * Shape of the image that the affine layer at {@code at} takes flattened, if it may take the channels last; null if
     * not.
     */
    private @Nullable Shape flattened(int at) {
        if (packsAffine
                && at > 0
                && at < lastBeforeLogSoftmax()
                && instructions.get(at) instanceof Instruction.Apply layer
                && layer.binding().operation() instanceof Linear
                && takesOnly(layer.input(), at)
                && instructions.get(at - 1) instanceof Instruction.Apply before
                && before.binding().operation() instanceof Flatten) {
            var image = before.binding().input();
            boolean isImage = image.rank() == 3 && image.size(0) > 1 && image.elements() > image.size(0);
            return isImage ? image : null;
        }
        return null;
    }

    /** A convolution with as much of what follows it as goes in one pass. */
    private Step convolution(int at, Instruction.Apply apply, Convolution layer, List<Step> before) {
        int end = at + 1;
        Binding norm = null;
        if (next(end) instanceof Instruction.Apply follower
                && follower.binding().operation() instanceof BatchNorm
                && takesOnly(follower.input(), end)) {
            norm = follower.binding();
            end++;
        }
        int addend = -1;
        var kind = FusedConvolution.Addend.NONE;
        if (next(end) instanceof Instruction.Sum sum && Uses.count(program, end) == 1) {
            int other = sum.first() == end ? sum.second() : sum.first();
            if ((sum.first() == end || sum.second() == end) && other < end) {
                addend = other;
                kind = other != apply.input() && isSpentAt(end, other, before)
                        ? FusedConvolution.Addend.OVERWRITTEN
                        : FusedConvolution.Addend.READ;
                end++;
            }
        }
        boolean hasRelu = reluFollows(end - 1);
        end += hasRelu ? 1 : 0;
        var fused = isFusible
                ? new FusedConvolution(layer.stride().sizes(), layer.padding().sizes(), layer.groups(), kind, hasRelu)
                : null;
        return new Step.Convolve(
                apply.binding(), new FoldedWeights(apply.binding(), norm), apply.input(), addend, end, hasRelu, fused);
    }

    /**
     * Whether the sum at {@code at} may overwrite a value: a convolution has made it, and before the sum only
     * convolutions take it, which leave it as it is and give a new one.
     */
    private boolean isSpentAt(int at, int value, List<Step> before) {
        boolean isNew = before.stream().anyMatch(step -> step instanceof Step.Convolve && step.output() == value);
        int convolutions = 0;
        for (int i = 0; i < at; i++) {
            if (instructions.get(i) instanceof Instruction.Apply apply
                    && apply.input() == value
                    && apply.binding().operation() instanceof Convolution) {
                convolutions++;
            }
        }
        return isNew && Uses.count(program, value) == convolutions + 1;
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

    /** The last instruction, or the one before a final log-softmax. */
    private int lastBeforeLogSoftmax() {
        int last = instructions.size() - 1;
        return isLogSoftmax(last) ? last - 1 : last;
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
        int last = lastBeforeLogSoftmax();
        return last >= first
                && instructions.get(last) instanceof Instruction.Apply apply
                && apply.binding().operation() instanceof Linear
                && apply.binding().input().rank() == 1;
    }

    boolean endsInLogSoftmax() {
        return isLogSoftmax(instructions.size() - 1);
    }
}
