package dev.orograph.cli;

import dev.orograph.network.Architectures;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a flag can name, with the parameters that each takes. */
enum NameList {
    MODELS(Architectures::names),
    OPTIMIZERS(OptimizerSettings::names),
    SCHEDULES(Schedule::names),
    LOSSES(Loss::names),
    INITIALISERS(InitializationRecipe::names);

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method, which holds nothing
    private final Supplier<List<String>> names;

    NameList(Supplier<List<String>> names) {
        this.names = names;
    }

    /** The list of that name; empty if there is none. */
    static Optional<NameList> find(String text) {
        return Arrays.stream(values())
                .filter(list -> list.toString().equals(text))
                .findFirst();
    }

    /** The names of all lists. */
    static String all() {
        return Arrays.stream(values()).map(NameList::toString).collect(Collectors.joining(", "));
    }

    /**
     * One thing to name.
     *
     * @param takes its parameters
     * @param is what it is, in a few words
     */
    record Entry(String name, String takes, String is) {}

    /** Everything in the list. */
    List<Entry> entries() {
        return names.get().stream().map(this::entry).toList();
    }

    private Entry entry(String name) {
        if (this == MODELS) {
            var parameters = Architectures.parameters(name).stream()
                    .map(parameter -> parameter.name() + ": " + parameter.description())
                    .collect(Collectors.joining("; "));
            return new Entry(name, parameters, "");
        }
        var words = NameWords.of(toString(), name);
        return new Entry(name, words.takes(), words.is());
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            JsonOutput.print(out, entries());
            return;
        }
        var table = this == MODELS
                ? new TextTable().row("model", "parameters, as in -P widths=64,32")
                : new TextTable().row("name", "what it is", "parameters, as in NAME:KEY=VALUE");
        for (var entry : this == MODELS ? joined() : entries()) {
            if (this == MODELS) {
                table.row(entry.name(), entry.takes());
            } else {
                table.row(entry.name(), entry.is(), entry.takes());
            }
        }
        table.lines().forEach(out::println);
    }

    /** Neighbours with the same parameters in one line. */
    private List<Entry> joined() {
        var joined = new ArrayList<Entry>();
        for (var entry : entries()) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).takes().equals(entry.takes())) {
                var names = joined.get(last).name() + ", " + entry.name();
                joined.set(last, new Entry(names, entry.takes(), ""));
            } else {
                joined.add(entry);
            }
        }
        return joined;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
