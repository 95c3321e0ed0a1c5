package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the instructions of a program whose layout is given, and keeps in the end what its output needs. */
final class ProgramWriter {
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();

    /**
     * @param input shape of one sample
     */
    ProgramWriter(Shape input) {
        shapes.add(input);
    }

    Shape shape(int number) {
        return shapes.get(number);
    }

    /**
     * Writes an operation and returns the number of its value.
     *
     * @param name path of what it belongs to
     * @param blocks positions of its parameters in the layout
     * @param states names of its state
     * @throws IllegalArgumentException if it cannot take a value of that shape
     */
    int apply(Operation operation, String name, List<Integer> blocks, List<String> states, int input) {
        var given = shapes.get(input);
        var binding = new Binding(name, 0, operation, blocks, states, given, operation.outputShape(given));
        return emit(new Instruction.Apply(binding, input), binding.output());
    }

    int sum(int first, int second) {
        return emit(new Instruction.Sum(first, second), shapes.get(first));
    }

    /**
     * Channels of the first, then of the second.
     *
     * @throws IllegalArgumentException if they differ in more than the number of channels
     */
    int join(int first, int second) {
        var sizes = shapes.get(first).sizes();
        var others = shapes.get(second).sizes();
        boolean fits = sizes.length > 0
                && sizes.length == others.length
                && Arrays.equals(sizes, 1, sizes.length, others, 1, others.length);
        if (!fits) {
            throw new IllegalArgumentException("it joins " + shapes.get(first) + " and " + shapes.get(second));
        }
        sizes[0] += others[0];
        return emit(new Instruction.Join(first, second), Shape.of(sizes));
    }

    private int emit(Instruction instruction, Shape shape) {
        instructions.add(instruction);
        shapes.add(shape);
        return instructions.size();
    }

    /** The program that gives the value of that number, without what it does not need. */
    Program program(int output, Layout layout, Map<String, String> aliases) {
        var numbers = new LinkedHashMap<Integer, Integer>();
        numbers.put(0, 0);
        var needed = needed(output);
        var kept = new ArrayList<Instruction>();
        var bindings = new ArrayList<Binding>();
        for (int i = 0; i < output; i++) {
            if (needed[i + 1]) {
                kept.add(renumbered(instructions.get(i), numbers, bindings));
                numbers.put(i + 1, kept.size());
            }
        }
        return new Program(kept, bindings, layout, aliases, Map.of(), shapes.get(output));
    }

    private boolean[] needed(int output) {
        var needed = new boolean[output + 1];
        needed[output] = true;
        for (int i = output; i > 0; i--) {
            if (needed[i]) {
                for (int input : Lifetimes.inputs(instructions.get(i - 1))) {
                    needed[input] = true;
                }
            }
        }
        return needed;
    }

    private static Instruction renumbered(
            Instruction instruction, Map<Integer, Integer> numbers, List<Binding> bindings) {
        if (instruction instanceof Instruction.Apply apply) {
            var old = apply.binding();
            var binding = new Binding(
                    old.name(),
                    bindings.size(),
                    old.operation(),
                    old.blocks(),
                    old.states(),
                    old.input(),
                    old.output());
            bindings.add(binding);
            return new Instruction.Apply(binding, number(numbers, apply.input()));
        } else if (instruction instanceof Instruction.Sum sum) {
            return new Instruction.Sum(number(numbers, sum.first()), number(numbers, sum.second()));
        } else if (instruction instanceof Instruction.Join join) {
            return new Instruction.Join(number(numbers, join.first()), number(numbers, join.second()));
        }
        throw new IllegalStateException("instruction " + instruction + " is of no known kind");
    }

    private static int number(Map<Integer, Integer> numbers, int old) {
        var number = numbers.get(old);
        if (number == null) {
            throw new IllegalStateException("value " + old + " is used but not made");
        }
        return number;
    }
}
