package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Follows a TorchScript graph with what is known about its values instead of tensors, writing an instruction for every
 * layer it meets. Branches and loops are followed where constants decide them.
 */
final class ScriptInterpreter {
    /** Far more than any network's graph needs; a loop beyond it is none that a network is built with. */
    private static final long MOST_TURNS = 10_000;

    private final Function<String, ScriptValue> members;
    private final ProgramWriter writer;
    private final Map<Long, ScriptValue> values = new HashMap<>();

    /**
     * @param members what a module has under a dotted path
     */
    ScriptInterpreter(Function<String, ScriptValue> members, ProgramWriter writer) {
        this.members = members;
        this.writer = writer;
    }

    /**
     * The number of the value that the network gives.
     *
     * @param sample shape of one sample
     * @throws UntranslatableException if that depends on something the translation has no word for
     */
    int output(ScriptBlock graph, Shape sample) {
        var output = run(graph, List.of(new ScriptValue.Module(""), new ScriptValue.Computed(0, sample)));
        return new ScriptCall("the output", "", output, writer).computed(0).number();
    }

    private List<ScriptValue> run(ScriptBlock block, List<? extends ScriptValue> inputs) {
        for (int i = 0; i < block.inputs().size(); i++) {
            values.put(block.inputs().get(i), inputs.get(i));
        }
        for (var node : block.nodes()) {
            var outputs = outputs(node);
            for (int i = 0; i < node.outputs().size(); i++) {
                values.put(node.outputs().get(i), outputs.get(i));
            }
        }
        return values(block.outputs());
    }

    private List<ScriptValue> values(List<Long> numbers) {
        var found = new ArrayList<ScriptValue>();
        for (long number : numbers) {
            found.add(values.getOrDefault(number, new ScriptValue.Unknown("a value that is not made")));
        }
        return found;
    }

    private List<ScriptValue> outputs(ScriptBlock.Node node) {
        return switch (node.operator()) {
            case "prim::Constant" -> List.of(node.constant());
            case "prim::If" -> branch(node);
            case "prim::Loop" -> loop(node);
            case "prim::RaiseException" -> throw new UntranslatableException("prim::RaiseException");
            case "prim::SetAttr" ->
                throw new UntranslatableException("prim::SetAttr, by which the network keeps " + node.attribute());
            case "prim::GetAttr" -> List.of(member(node));
            case "prim::ListUnpack", "prim::TupleUnpack" -> unpacked(node);
            default -> result(node);
        };
    }

    private List<ScriptValue> branch(ScriptBlock.Node node) {
        var condition = values(node.inputs()).get(0);
        if (condition instanceof ScriptValue.Constant constant && constant.value() instanceof Boolean isTrue) {
            return run(node.blocks().get(isTrue ? 0 : 1), List.of());
        }
        throw new UntranslatableException("prim::If" + because(condition));
    }

    private static String because(ScriptValue value) {
        return value instanceof ScriptValue.Unknown unknown ? ", a branch that depends on " + unknown.cause() : "";
    }

    /** Inputs: how many turns at most, whether to begin, values carried; the body gives whether to go on, and those. */
    private List<ScriptValue> loop(ScriptBlock.Node node) {
        var inputs = values(node.inputs());
        var call = new ScriptCall("prim::Loop", "", inputs, writer);
        long turns = call.integer(0);
        boolean goesOn = call.flag(1);
        var carried = inputs.subList(2, inputs.size());
        for (long turn = 0; turn < turns && goesOn; turn++) {
            if (turn == MOST_TURNS) {
                throw new UntranslatableException("prim::Loop of more than " + MOST_TURNS + " turns");
            }
            var given = new ArrayList<ScriptValue>();
            given.add(new ScriptValue.Constant(turn));
            given.addAll(carried);
            var outcome = run(node.blocks().get(0), given);
            goesOn = new ScriptCall("prim::Loop", "", outcome, writer).flag(0);
            carried = outcome.subList(1, outcome.size());
        }
        return carried;
    }

    private ScriptValue member(ScriptBlock.Node node) {
        return values(node.inputs()).get(0) instanceof ScriptValue.Module module
                ? members.apply(module.member(node.attribute()))
                : new ScriptValue.Unknown("prim::GetAttr of " + node.attribute());
    }

    private List<ScriptValue> unpacked(ScriptBlock.Node node) {
        if (values(node.inputs()).get(0) instanceof ScriptValue.Items items
                && items.values().size() == node.outputs().size()) {
            return List.copyOf(items.values());
        }
        return unknown(node, causeAmong(values(node.inputs()), node.operator()));
    }

    private List<ScriptValue> result(ScriptBlock.Node node) {
        var inputs = values(node.inputs());
        boolean isInPlace = node.operator().endsWith("_") && !node.operator().endsWith("__");
        try {
            var operator =
                    isInPlace ? node.operator().substring(0, node.operator().length() - 1) : node.operator();
            var call = new ScriptCall(operator, node.overload(), inputs, writer);
            var value = ScriptOperators.apply(call);
            return node.outputs().isEmpty() ? List.of() : List.of(isInPlace ? overwritten(call, value) : value);
        } catch (UntranslatableException e) {
            // What nobody uses in the end need not be translated; what was changed in place cannot be left out.
            if (isInPlace) {
                throw e;
            }
            return unknown(node, String.valueOf(e.getMessage()));
        }
    }

    private static ScriptValue overwritten(ScriptCall call, ScriptValue value) {
        var target = call.computed(0);
        if (!(value instanceof ScriptValue.Computed computed)
                || !computed.shape().equals(target.shape())) {
            throw new UntranslatableException(call.operator() + "_");
        }
        if (computed.number() != target.number()) {
            target.overwrite(computed.number());
        }
        return target;
    }

    private static List<ScriptValue> unknown(ScriptBlock.Node node, String cause) {
        return node.outputs().stream()
                .<ScriptValue>map(number -> new ScriptValue.Unknown(cause))
                .toList();
    }

    private static String causeAmong(List<ScriptValue> values, String otherwise) {
        return values.stream()
                .filter(ScriptValue.Unknown.class::isInstance)
                .map(value -> ((ScriptValue.Unknown) value).cause())
                .findFirst()
                .orElse(otherwise);
    }
}
