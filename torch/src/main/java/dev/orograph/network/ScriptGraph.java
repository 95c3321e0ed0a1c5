package dev.orograph.network;

import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Block;
import org.bytedeco.pytorch.Graph;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.JitNode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Value;
import org.bytedeco.pytorch.ValueArrayRef;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Copies the graph of a TorchScript module out of libtorch. */
final class ScriptGraph {
    /** A line of a printed graph on which a member is read or written, up to the member's name; types contain no '='. */
    private static final Pattern MEMBER =
            Pattern.compile("^\\s*(?:%[^=\\n]*)?= prim::(?:GetAttr|SetAttr)\\[name=\"([^\"]*)\"\\]", Pattern.MULTILINE);

    /**
     * Names of the members that the graph reads and writes, in its order. JavaCPP's accessor of a node's text gives memory
     * that is no longer valid, so the names come from the printed graph.
     */
    private final Matcher members;

    private ScriptGraph(String printed) {
        this.members = MEMBER.matcher(printed);
    }

    /** The forward method of a module, with all calls of other methods written out in it. */
    static ScriptBlock of(JitModule module) {
        try (var scope = new PointerScope()) {
            var graph = inlined(module);
            return new ScriptGraph(graph.toString()).block(graph.block());
        }
    }

    /**
     * The graph of the forward method with all calls of other methods written out in it; belongs to the current scope. Also
     * settles what follows from constants alone; without the rewriting for automatic casts.
     */
    static Graph inlined(JitModule module) {
        var graph = module.get_method("forward").graph().copy();
        torch.preoptimizeGraph(graph, true);
        return graph;
    }

    private ScriptBlock block(Block block) {
        var nodes = new ArrayList<ScriptBlock.Node>();
        // A ring of nodes: the one that returns, the one that is given the inputs, those in between.
        var end = block.return_node();
        for (var node = block.param_node().next(); !node.equals(end); node = node.next()) {
            nodes.add(node(node));
        }
        return new ScriptBlock(numbers(block.inputs()), nodes, numbers(block.outputs()));
    }

    private ScriptBlock.Node node(JitNode node) {
        var operator = node.kind().toQualString().getString();
        boolean isMember = "prim::GetAttr".equals(operator) || "prim::SetAttr".equals(operator);
        var attribute = isMember ? nextMember() : "";
        var blocks = new ArrayList<ScriptBlock>();
        var list = node.blocks();
        for (long i = 0; i < list.size(); i++) {
            blocks.add(block(list.get(i)));
        }
        boolean isConstant = "prim::Constant".equals(operator);
        return new ScriptBlock.Node(
                operator,
                overload(node),
                attribute,
                isConstant ? constant(node.output()) : new ScriptValue.Unknown(operator),
                numbers(node.inputs()),
                numbers(node.outputs()),
                blocks);
    }

    private String nextMember() {
        if (!members.find()) {
            throw new UntranslatableException("prim::GetAttr without a name");
        }
        return members.group(1);
    }

    private static String overload(JitNode node) {
        var schema = node.maybeSchema();
        return schema == null ? "" : text(schema.overload_name());
    }

    private static ScriptValue constant(Value value) {
        var known = torch.toIValue(value);
        return known.has_value() ? value(known.get(), "prim::Constant") : new ScriptValue.Unknown("prim::Constant");
    }

    /** A plain value of libtorch's; a tensor only where it is a single number. */
    static ScriptValue value(IValue value, String cause) {
        if (value.isNone()) {
            return ScriptValue.NONE;
        } else if (value.isBool()) {
            return new ScriptValue.Constant(value.toBool());
        } else if (value.isInt()) {
            return new ScriptValue.Constant(value.toInt());
        } else if (value.isDouble()) {
            return new ScriptValue.Constant(value.toDouble());
        } else if (value.isString()) {
            return new ScriptValue.Constant(text(value.toStringRef()));
        } else if (value.isTensor()) {
            return number(value.toTensor(), cause);
        } else if (value.isIntList() || value.isDoubleList() || value.isBoolList() || value.isList()) {
            var items = new ArrayList<ScriptValue>();
            var list = value.toListRef();
            for (long i = 0; i < list.size(); i++) {
                items.add(value(list.get(i), cause));
            }
            return new ScriptValue.Items(items);
        }
        return new ScriptValue.Unknown(cause);
    }

    private static ScriptValue number(Tensor tensor, String cause) {
        if (!tensor.defined() || tensor.dim() != 0) {
            return new ScriptValue.Unknown(cause);
        }
        double number = Tensors.toDoubles(tensor)[0];
        return new ScriptValue.Constant(tensor.is_floating_point() ? (Object) number : (Object) (long) number);
    }

    private static List<Long> numbers(ValueArrayRef values) {
        var numbers = new ArrayList<Long>();
        for (long i = 0; i < values.size(); i++) {
            numbers.add(values.get(i).unique());
        }
        return numbers;
    }

    /** An empty string of libtorch's arrives as null. */
    private static String text(@Nullable BytePointer string) {
        return string == null ? "" : string.getString();
    }
}
