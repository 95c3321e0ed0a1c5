package dev.orograph.network;

import java.util.List;

/**
 * A stretch of a TorchScript graph as plain data; values are named by their numbers in the graph.
 *
 * @param inputs values it is given
 * @param nodes in the order they run
 * @param outputs values it gives
 */
record ScriptBlock(List<Long> inputs, List<Node> nodes, List<Long> outputs) {
    ScriptBlock {
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
    }

    /**
     * One operator at work.
     *
     * @param operator such as {@code aten::relu}
     * @param overload which of the operators of that name; empty for the first
     * @param attribute name of the member that it reads or writes; empty for most operators
     * @param constant what it gives, if it is a constant; unknown otherwise
     * @param blocks branches, or the body of a loop
     */
    record Node(
            String operator,
            String overload,
            String attribute,
            ScriptValue constant,
            List<Long> inputs,
            List<Long> outputs,
            List<ScriptBlock> blocks) {
        Node {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            blocks = List.copyOf(blocks);
        }
    }
}
