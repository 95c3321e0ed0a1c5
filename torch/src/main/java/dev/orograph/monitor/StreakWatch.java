package dev.orograph.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds cause where something is so in several records of steps in a row. */
abstract class StreakWatch implements Watch {
    private final int records;
    private final Streaks streaks = new Streaks();

    /**
     * @param records in a row that make a cause
     */
    StreakWatch(int records) {
        this.records = records;
    }

    /** What is wrong about one value; empty if nothing is, or the value is none that matters. */
    abstract Optional<Suspicion> judge(String name, double value, Map<String, Double> values);

    @Override
    public final boolean concerns(String event) {
        return event.equals("step");
    }

    @Override
    public final List<Suspicion> look(Map<String, Double> values) {
        var found = new ArrayList<Suspicion>();
        values.forEach((name, value) -> {
            var suspicion = judge(name, value, values);
            if (streaks.count(name, suspicion.isPresent()) >= records) {
                suspicion.ifPresent(found::add);
            }
        });
        return found;
    }

    /** The layer in a name such as {@code dead_units/relu1}; empty if the name is of another quantity. */
    static Optional<String> layer(String quantity, String name) {
        return name.startsWith(quantity + "/") ? Optional.of(name.substring(quantity.length() + 1)) : Optional.empty();
    }

    @Override
    public final Map<String, String> memory() {
        return streaks.texts();
    }

    @Override
    public final void remember(Map<String, String> memory) {
        streaks.read(memory);
    }
}
