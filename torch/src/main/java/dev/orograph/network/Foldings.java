package dev.orograph.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which batch normalisations of a program are multiplied into the convolution before them: those that are all that reads
 * its output.
 *
 * @param norms by the convolution's index among the bindings
 */
record Foldings(Map<Integer, Binding> norms) {
    Foldings {
        norms = Map.copyOf(norms);
    }

    static Foldings none() {
        return new Foldings(Map.of());
    }

    static Foldings of(Program program) {
        var instructions = program.instructions();
        var readOnce = readOnce(program);
        var norms = new HashMap<Integer, Binding>();
        for (var instruction : instructions) {
            if (instruction instanceof Instruction.Apply norm
                    && norm.binding().operation() instanceof BatchNorm
                    && norm.input() > 0
                    && readOnce.contains(norm.input())
                    && instructions.get(norm.input() - 1) instanceof Instruction.Apply before
                    && before.binding().operation() instanceof Convolution) {
                norms.put(before.binding().index(), norm.binding());
            }
        }
        return new Foldings(norms);
    }

    /** Numbers of the values that one instruction reads, and no other. */
    private static Set<Integer> readOnce(Program program) {
        var once = new HashSet<Integer>();
        var more = new HashSet<Integer>();
        for (var instruction : program.instructions()) {
            for (int value : Lifetimes.inputs(instruction)) {
                if (!once.add(value)) {
                    more.add(value);
                }
            }
        }
        once.removeAll(more);
        return once;
    }

    /** Whether the convolution before it has taken over what this does. */
    boolean isFolded(Binding norm) {
        return norms.containsValue(norm);
    }

    /** The batch normalisation that a convolution takes over; null for none. */
    @Nullable
    Binding after(Binding convolution) {
        return norms.get(convolution.index());
    }
}
