package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Walks a tree of layers once, in PyTorch's order of modules, and writes its program. */
final class Compiler {
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final Layout.Builder layout = Layout.builder();
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Map<String, String> tied = new HashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();

    Compiler(Shape input) {
        shapes.add(input);
    }

    Program compile(Layer network) {
        int result = visit(network, "", 0);
        if (result != instructions.size()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        return new Program(instructions, bindings, layout.build(), aliases, buffers, shapes.get(result));
    }

    /** Writes one layer and returns the number of its value. */
    private int visit(Layer layer, String path, int input) {
        if (layer instanceof Operation operation) {
            return apply(operation, path, input);
        } else if (layer instanceof Sequential sequential) {
            int value = input;
            for (var child : sequential.children()) {
                value = visit(child.layer(), join(path, child.name()), value);
            }
            return value;
        } else if (layer instanceof Residual residual) {
            int body = visit(residual.body(), path, input);
            return sum(path, body, visit(residual.shortcut(), path, input));
        } else if (layer instanceof Concatenate concatenate) {
            return concatenate(path, visit(concatenate.body(), path, input), input);
        }
        throw new IllegalStateException("layer " + layer + " is of no known kind");
    }

    private int apply(Operation operation, String path, int input) {
        var given = shapes.get(input);
        if (operation instanceof Identity || (operation instanceof AsImage && given.rank() == 3)) {
            return input;
        }
        var blocks = new ArrayList<Integer>();
        for (var parameter : operation.parameters()) {
            blocks.add(block(operation, parameter, join(path, parameter.name())));
        }
        var states = new ArrayList<String>();
        for (var buffer : operation.buffers()) {
            var name = join(path, buffer.name());
            if (buffers.putIfAbsent(name, buffer) != null) {
                throw new IllegalArgumentException("state block " + name + " occurs twice");
            }
            states.add(name);
        }
        var binding = new Binding(
                path, bindings.size(), operation, blocks, states, given, outputShape(operation, path, given));
        bindings.add(binding);
        return emit(new Instruction.Apply(binding, input), binding.output());
    }

    private int block(Operation operation, Parameter parameter, String name) {
        if (!operation.tie().isEmpty()) {
            var first = tied.putIfAbsent(operation.tie(), name);
            if (first != null) {
                aliases.put(name, first);
                return Objects.requireNonNull(positions.get(first));
            }
        }
        layout.add(name, parameter.kind(), parameter.shape().sizes());
        positions.put(name, positions.size());
        return positions.size() - 1;
    }

    private int sum(String path, int first, int second) {
        var shape = shapes.get(first);
        if (!shape.equals(shapes.get(second))) {
            throw new IllegalArgumentException("the residual " + quoted(path) + " cannot add " + shapes.get(second)
                    + " from its shortcut to " + shape + " from its body");
        }
        return emit(new Instruction.Sum(first, second), shape);
    }

    private int concatenate(String path, int first, int second) {
        var sizes = shapes.get(first).sizes();
        var others = shapes.get(second).sizes();
        boolean fits = sizes.length > 0
                && sizes.length == others.length
                && Arrays.equals(sizes, 1, sizes.length, others, 1, others.length);
        if (!fits) {
            throw new IllegalArgumentException(
                    "the layer " + quoted(path) + " cannot put " + shapes.get(second) + " beside " + shapes.get(first));
        }
        sizes[0] += others[0];
        return emit(new Instruction.Join(first, second), Shape.of(sizes));
    }

    private int emit(Instruction instruction, Shape shape) {
        instructions.add(instruction);
        shapes.add(shape);
        return instructions.size();
    }

    private static Shape outputShape(Operation operation, String path, Shape input) {
        try {
            return operation.outputShape(input);
        } catch (IllegalArgumentException e) {
            var place = path.isEmpty()
                    ? ""
                    : "layer '" + path + "' (" + operation.getClass().getSimpleName() + ") does not fit: ";
            throw new UnsuitableInputException(place + e.getMessage(), e);
        }
    }

    private static String quoted(String path) {
        return path.isEmpty() ? "without a name" : "'" + path + "'";
    }

    private static String join(String path, String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }
}
