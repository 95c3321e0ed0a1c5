package dev.orograph.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operator with what is known about its arguments. An argument that is not what the operator needs for a translation
 * is an {@link UntranslatableException} that names the operator, or the one that made the argument.
 *
 * @param operator such as {@code aten::relu}; without the underscore of those that work in place
 * @param overload which of the operators of that name
 */
record ScriptCall(String operator, String overload, List<ScriptValue> arguments, ProgramWriter writer) {
    ScriptCall {
        arguments = List.copyOf(arguments);
    }

    /** The argument at a position, None past the end. */
    ScriptValue argument(int position) {
        return position < arguments.size() ? arguments.get(position) : ScriptValue.NONE;
    }

    /** An exception that says what about this use is not known. */
    UntranslatableException untranslatable(String with) {
        return new UntranslatableException(with.isEmpty() ? operator : operator + " " + with);
    }

    private UntranslatableException unsuitable(ScriptValue argument) {
        return argument instanceof ScriptValue.Unknown unknown
                ? new UntranslatableException(unknown.cause())
                : untranslatable("");
    }

    /** A value that is computed for each sample. */
    ScriptValue.Computed computed(int position) {
        return computed(argument(position));
    }

    ScriptValue.Computed computed(ScriptValue argument) {
        if (argument instanceof ScriptValue.Computed computed) {
            if (!computed.isCurrent()) {
                throw untranslatable("of a value that was changed in place under another name");
            }
            return computed;
        }
        throw unsuitable(argument);
    }

    boolean isComputed(int position) {
        return argument(position) instanceof ScriptValue.Computed;
    }

    ScriptValue.Parameter parameter(int position) {
        if (argument(position) instanceof ScriptValue.Parameter parameter) {
            return parameter;
        }
        throw unsuitable(argument(position));
    }

    /** Null for None. */
    ScriptValue.@Nullable Parameter parameterOrNone(int position) {
        return isNone(position) ? null : parameter(position);
    }

    String statistic(int position) {
        if (argument(position) instanceof ScriptValue.Statistic statistic) {
            return statistic.name();
        }
        throw unsuitable(argument(position));
    }

    boolean isNone(int position) {
        return ScriptValue.NONE.equals(argument(position));
    }

    boolean flag(int position) {
        if (constant(position) instanceof Boolean flag) {
            return flag;
        }
        throw untranslatable("");
    }

    long integer(int position) {
        return integer(argument(position));
    }

    long integer(ScriptValue argument) {
        if (constant(argument) instanceof Long number) {
            return number;
        }
        throw untranslatable("");
    }

    long integer(int position, long otherwise) {
        return isNone(position) ? otherwise : integer(position);
    }

    double number(int position) {
        if (constant(position) instanceof Number number) {
            return number.doubleValue();
        }
        throw untranslatable("");
    }

    double number(int position, double otherwise) {
        return isNone(position) ? otherwise : number(position);
    }

    String text(int position) {
        if (constant(position) instanceof String text) {
            return text;
        }
        throw untranslatable("");
    }

    /** A number, truth value or text; null for None. */
    @Nullable
    Object constant(int position) {
        return constant(argument(position));
    }

    private @Nullable Object constant(ScriptValue argument) {
        if (argument instanceof ScriptValue.Constant constant) {
            return constant.value();
        }
        throw unsuitable(argument);
    }

    List<ScriptValue> items(int position) {
        if (argument(position) instanceof ScriptValue.Items items) {
            return items.values();
        }
        throw unsuitable(argument(position));
    }

    List<Long> integers(int position) {
        return items(position).stream().map(this::integer).toList();
    }

    /** Height and width, given as one number or two. */
    Extent extent(int position) {
        var sizes = integers(position);
        if (sizes.isEmpty() || sizes.size() > 2 || sizes.stream().anyMatch(size -> size < 0)) {
            throw untranslatable("with sizes " + sizes);
        }
        return new Extent(sizes.get(0), sizes.get(sizes.size() - 1));
    }

    /** Writes an operation without parameters; its value has memory of its own. */
    ScriptValue write(Operation operation, ScriptValue.Computed input) {
        return write(operation, "", List.of(), List.of(), input);
    }

    /** Writes an operation; its value has memory of its own. */
    ScriptValue write(
            Operation operation, String name, List<Integer> blocks, List<String> states, ScriptValue.Computed input) {
        int number = number(operation, name, blocks, states, input);
        return new ScriptValue.Computed(number, writer.shape(number));
    }

    /** Writes an operation whose value may lie in its input's memory. */
    ScriptValue writeView(Operation operation, ScriptValue.Computed input) {
        int number = number(operation, "", List.of(), List.of(), input);
        return input.view(number, writer.shape(number));
    }

    private int number(
            Operation operation, String name, List<Integer> blocks, List<String> states, ScriptValue.Computed input) {
        try {
            return writer.apply(operation, name, blocks, states, input.number());
        } catch (IllegalArgumentException e) {
            throw new UntranslatableException(this.operator + ": " + e.getMessage(), e);
        }
    }
}
