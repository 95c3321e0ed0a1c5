package dev.orograph.network;

import java.util.ArrayList;
import java.util.List;

/** When each value of a program has been used for the last time, so that its memory can be given back. */
final class Lifetimes {
    private Lifetimes() {}

    /** For each instruction the numbers of the values that no later one needs; never the network's input or output. */
    static List<int[]> finishedAfterEach(List<Instruction> instructions) {
        var lastUse = new int[instructions.size() + 1];
        for (int i = 0; i < instructions.size(); i++) {
            for (int value : inputs(instructions.get(i))) {
                lastUse[value] = i;
            }
        }
        var finished = new ArrayList<List<Integer>>();
        for (int i = 0; i < instructions.size(); i++) {
            finished.add(new ArrayList<>());
        }
        for (int value = 1; value < instructions.size(); value++) {
            finished.get(lastUse[value]).add(value);
        }
        return finished.stream()
                .map(values -> values.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** Numbers of the values that an instruction takes. */
    static int[] inputs(Instruction instruction) {
        if (instruction instanceof Instruction.Apply apply) {
            return new int[] {apply.input()};
        } else if (instruction instanceof Instruction.Sum sum) {
            return new int[] {sum.first(), sum.second()};
        } else if (instruction instanceof Instruction.Join join) {
            return new int[] {join.first(), join.second()};
        }
        throw new IllegalStateException("instruction " + instruction + " is of no known kind");
    }
}
