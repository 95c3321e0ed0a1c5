package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The optimizers by name, and those that wrap another one. */
final class Optimizers {
    private static final Map<String, Function<Specification, OptimizerSettings>> BY_NAME = byName();

    private static final Map<String, BiFunction<Specification, OptimizerSettings, OptimizerSettings>> WRAPPERS =
            Map.of("sam", Sam::plain, "asam", Sam::adaptive);

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
        readers.put("lion", Lion::of);
        readers.put("sophia-g", Sophia::gaussNewton);
        readers.put("sophia-h", Sophia::hutchinson);
        readers.put("lamb", Lamb::of);
        readers.put("lars", Lars::of);
        readers.put("adabelief", AdaBelief::of);
        readers.put("shampoo", Shampoo::of);
        readers.put("schedule-free-adamw", ScheduleFreeAdamW::of);
        readers.put("prodigy", Prodigy::of);
        readers.put("chapter-momentum", ChapterMomentum::of);
        return readers;
    }

    static List<String> names() {
        var names = new ArrayList<>(BY_NAME.keySet());
        names.addAll(List.of("sam", "asam"));
        return names;
    }

    static OptimizerSettings parse(String text) {
        int plus = wrapped(text);
        if (plus > 0) {
            var given = Specification.parse("optimizer", text.substring(0, plus - 1));
            return wrapper(given.name()).apply(given, parse(text.substring(plus)));
        }
        return text.contains(";") ? Grouped.parse(text) : read(Specification.parse("optimizer", text));
    }

    /** One optimizer for all parameters, without wrapper and groups. */
    static OptimizerSettings read(Specification given) {
        var reader = BY_NAME.get(given.name());
        if (reader == null) {
            throw given.unknownName(names());
        }
        return reader.apply(given);
    }

    static boolean isWrapper(String name) {
        return WRAPPERS.containsKey(name);
    }

    private static BiFunction<Specification, OptimizerSettings, OptimizerSettings> wrapper(String name) {
        var wrapper = WRAPPERS.get(name);
        if (wrapper == null) {
            throw new IllegalArgumentException("no optimizer '" + name + "' wraps another one");
        }
        return wrapper;
    }

    /** A text form with one more parameter for the optimizer that makes the steps: inside wrappers, before groups. */
    static String with(String text, String key, String value) {
        int plus = wrapped(text);
        if (plus > 0) {
            return text.substring(0, plus) + with(text.substring(plus), key, value);
        }
        int end = text.contains(";") ? text.indexOf(';') : text.length();
        var main = text.substring(0, end);
        return main + (main.contains(":") ? "," : ":") + key + "=" + value + text.substring(end);
    }

    /** Where in the text of a wrapper the wrapped optimizer begins, after a plus before a letter; 0 if this is none. */
    private static int wrapped(String text) {
        var name = text.split("[:+;]", 2)[0].strip();
        if (!isWrapper(name)) {
            return 0;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i - 1) == '+' && Character.isLetter(text.charAt(i))) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                name + " wraps another optimizer: write such as " + name + ":rho=0.05+sgd:lr=0.1");
    }
}
