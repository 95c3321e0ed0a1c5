package dev.orograph.network;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;

/** Operators of a TorchScript module that have no derivative, or none but 0, found in the printed graph. */
final class ScriptGaps {
    private static final Pattern FLAT = Pattern.compile(
            "aten::(argmax|argmin|round|floor|ceil|trunc|sign|heaviside|detach|bucketize|searchsorted)_?\\(");

    private ScriptGaps() {}

    /** Their names, in alphabetical order. */
    static List<String> of(JitModule root) {
        try (var scope = new PointerScope()) {
            return operators(ScriptGraph.inlined(root).toString());
        }
    }

    static List<String> operators(String printed) {
        var names = new TreeSet<String>();
        var matcher = FLAT.matcher(printed);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return List.copyOf(names);
    }
}
