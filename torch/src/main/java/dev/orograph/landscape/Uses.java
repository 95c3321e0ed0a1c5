package dev.orograph.landscape;

import dev.orograph.network.Instruction;
import dev.orograph.network.Program;

/** How often the values of a program are used. */
final class Uses {
    private Uses() {}

    /** Number of instructions that take the value; the network's output counts as one use of the last. */
    static int count(Program program, int value) {
        int uses = value == program.instructions().size() ? 1 : 0;
        for (var instruction : program.instructions()) {
            if (instruction instanceof Instruction.Apply apply) {
                uses += apply.input() == value ? 1 : 0;
            } else if (instruction instanceof Instruction.Sum sum) {
                uses += (sum.first() == value ? 1 : 0) + (sum.second() == value ? 1 : 0);
            } else if (instruction instanceof Instruction.Join join) {
                uses += (join.first() == value ? 1 : 0) + (join.second() == value ? 1 : 0);
            }
        }
        return uses;
    }
}
