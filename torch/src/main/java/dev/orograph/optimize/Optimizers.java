package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The optimizers by name. */
final class Optimizers {
    private static final Map<String, Function<Specification, OptimizerSettings>> BY_NAME = byName();

    private Optimizers() {}

    private static Map<String, Function<Specification, OptimizerSettings>> byName() {
        var readers = new LinkedHashMap<String, Function<Specification, OptimizerSettings>>();
        readers.put("sgd", Sgd::of);
        readers.put("adam", Adam::of);
        readers.put("adamw", AdamW::of);
        readers.put("nadam", Nadam::of);
        readers.put("radam", Radam::of);
        readers.put("adamax", Adamax::of);
        readers.put("adagrad", Adagrad::of);
        readers.put("adadelta", Adadelta::of);
        readers.put("rmsprop", RmsProp::of);
        readers.put("rprop", Rprop::of);
        readers.put("asgd", Asgd::of);
        readers.put("adafactor", Adafactor::of);
        readers.put("muon", Muon::of);
        readers.put("lbfgs", Lbfgs::of);
        return readers;
    }

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static OptimizerSettings parse(String text) {
        var given = Specification.parse("optimizer", text);
        var reader = BY_NAME.get(given.name());
        if (reader == null) {
            throw given.unknownName(names());
        }
        return reader.apply(given);
    }
}
