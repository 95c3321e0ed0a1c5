package dev.orograph.monitor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What happens at which alarm. Its text form is what the command line takes and what JSON holds: a reaction to all, or to
 * single kinds, as in {@code warn,nan=stop}; kinds that are not named are warned of.
 *
 * @param reactions to every kind
 */
public record AlarmPlan(Map<AlarmKind, Reaction> reactions) {
    /** Nothing is looked for. */
    public static final AlarmPlan OFF = parse("off");

    public AlarmPlan {
        var all = new EnumMap<AlarmKind, Reaction>(AlarmKind.class);
        for (var kind : AlarmKind.values()) {
            all.put(kind, reactions.getOrDefault(kind, Reaction.WARN));
        }
        reactions = Collections.unmodifiableMap(all);
    }

    /**
     * Reads a text form.
     *
     * @throws IllegalArgumentException if an alarm or reaction is unknown
     */
    @JsonCreator
    public static AlarmPlan parse(String text) {
        var reactions = new EnumMap<AlarmKind, Reaction>(AlarmKind.class);
        for (var word : text.split(",", -1)) {
            var part = word.strip();
            int equals = part.indexOf('=');
            if (equals < 0) {
                var reaction = Reaction.parse(part);
                for (var kind : AlarmKind.values()) {
                    reactions.put(kind, reaction);
                }
            } else {
                reactions.put(AlarmKind.parse(part.substring(0, equals)), Reaction.parse(part.substring(equals + 1)));
            }
        }
        return new AlarmPlan(reactions);
    }

    Reaction reaction(AlarmKind kind) {
        return reactions.getOrDefault(kind, Reaction.WARN);
    }

    /** The form that {@link #parse} reads, with every kind named. */
    @JsonValue
    public String text() {
        return reactions.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
