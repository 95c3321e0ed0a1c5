package dev.orograph.landscape;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of a state dictionary of PyTorch: module by module, parameters before buffers.
 *
 * @param names of all entries
 * @param isCertain whether each module with buffers has parameters too; where one has none, nothing tells its place, and
 *     its buffers come last
 */
record StateOrder(List<String> names, boolean isCertain) {
    private static final String COUNTER = "num_batches_tracked";

    StateOrder {
        names = List.copyOf(names);
    }

    /** The order for a network with that state. */
    static StateOrder of(Layout layout, List<String> state) {
        var names = new ArrayList<>(parameters(layout));
        boolean isCertain = true;
        for (var buffer : state) {
            int at = names.size();
            while (at > 0 && !module(names.get(at - 1)).equals(module(buffer))) {
                at--;
            }
            isCertain &= at > 0;
            names.add(at > 0 ? at : names.size(), buffer);
        }
        return new StateOrder(names, isCertain);
    }

    static List<String> parameters(Layout layout) {
        return layout.blocks().stream().map(Block::name).toList();
    }

    /** Without the numbers of batches that batch normalisation has seen. */
    List<String> withoutCounters() {
        return names.stream().filter(name -> !name.endsWith(COUNTER)).toList();
    }

    private static String module(String entry) {
        return entry.substring(0, Math.max(0, entry.lastIndexOf('.')));
    }
}
