package dev.orograph.monitor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults of one training so far: each cause raises one alarm, however long it lasts. Used by one thread. */
final class Alarms {
    private static final String RAISED = "raised/";

    private final AlarmPlan plan;
    private final Map<AlarmKind, Watch> watches = new EnumMap<>(AlarmKind.class);
    private final Set<String> raised = new LinkedHashSet<>();

    Alarms(AlarmPlan plan, Blocks blocks) {
        this.plan = plan;
        for (var kind : AlarmKind.values()) {
            if (isOn(kind)) {
                kind.watch(blocks).ifPresent(watch -> watches.put(kind, watch));
            }
        }
    }

    boolean isOn(AlarmKind kind) {
        return plan.reaction(kind) != Reaction.OFF;
    }

    /** Looks at the numbers of a record. */
    List<Alarm> look(String event, Map<String, Double> values) {
        var alarms = new ArrayList<Alarm>();
        watches.forEach((kind, watch) -> {
            if (watch.concerns(event)) {
                alarms.addAll(raise(kind, watch.look(values)));
            }
        });
        return alarms;
    }

    /** One alarm for all causes of a kind that are new, named by the first. */
    List<Alarm> raise(AlarmKind kind, List<Suspicion> suspicions) {
        var fresh = suspicions.stream()
                .filter(suspicion -> raised.add(kind + "/" + suspicion.layer()))
                .toList();
        if (fresh.isEmpty() || !isOn(kind)) {
            return List.of();
        }
        var first = fresh.get(0);
        int others = fresh.size() - 1;
        var sentence = first.sentence()
                + (others == 0 ? "" : " (and so for " + others + (others == 1 ? " other layer)" : " other layers)"));
        return List.of(new Alarm(kind, first.layer(), sentence, first.value(), first.threshold(), plan.reaction(kind)));
    }

    /** Everything to remember when the training is interrupted. */
    Map<String, String> memory() {
        var memory = new LinkedHashMap<String, String>();
        raised.forEach(cause -> memory.put(RAISED + cause, ""));
        watches.forEach((kind, watch) -> watch.memory().forEach((name, text) -> memory.put(kind + "/" + name, text)));
        return memory;
    }

    /** Takes over what {@link #memory} gave; other entries are passed over. */
    void remember(Map<String, String> memory) {
        raised.clear();
        memory.keySet().stream()
                .filter(name -> name.startsWith(RAISED))
                .forEach(name -> raised.add(name.substring(RAISED.length())));
        watches.forEach((kind, watch) -> {
            var own = new LinkedHashMap<String, String>();
            var prefix = kind + "/";
            memory.forEach((name, text) -> {
                if (name.startsWith(prefix)) {
                    own.put(name.substring(prefix.length()), text);
                }
            });
            watch.remember(own);
        });
    }
}
