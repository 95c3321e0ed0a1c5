package dev.orograph.monitor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which probes measure when. Its text form is what the command line takes and what JSON holds: presets and probes with
 * their schedules, the later ones replacing the earlier, as in {@code economy,lambda_max@log,histograms@200}.
 *
 * @param schedules of the probes that measure; loss, accuracy, learning rate and gradient norm do so at every step unless
 *     they are told otherwise
 */
public record ProbePlan(Map<ProbeKind, ProbeSchedule> schedules) {
    /** Stands for the histograms of weights, gradients, updates and activations. */
    static final String HISTOGRAMS = "histograms";

    private static final String OFF = "off";

    /** They cost nothing, so that they are on unless they are silenced. */
    static final List<ProbeKind> BASIC =
            List.of(ProbeKind.LOSS, ProbeKind.ACCURACY, ProbeKind.LEARNING_RATE, ProbeKind.GRADIENT_NORM);

    /** Loss, accuracy, learning rate and gradient norm at every step. */
    public static final ProbePlan NONE = parse("none");

    public ProbePlan {
        schedules = schedules.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(schedules));
    }

    /**
     * Reads a text form.
     *
     * @throws IllegalArgumentException if a probe, preset or schedule is unknown
     */
    @JsonCreator
    public static ProbePlan parse(String text) {
        var schedules = new EnumMap<ProbeKind, ProbeSchedule>(ProbeKind.class);
        BASIC.forEach(kind -> schedules.put(kind, kind.usual()));
        add(schedules, text);
        return new ProbePlan(schedules);
    }

    /** The names of the presets. */
    public static List<String> presets() {
        return List.of("none", "economy", "standard", "full");
    }

    /** What a preset stands for; empty if there is none of that name. */
    private static String preset(String name) {
        return switch (name) {
            case "economy" ->
                "layer_gradients@100,parameter_norm@100,update_norm@100,update_ratio@100,distance@100,"
                        + "activation_std@500,dead_units@500,memory,time";
            case "standard" ->
                "layer_gradients@10,parameter_norm@10,update_norm@10,update_ratio@10,distance@10,loss_improvement@50,"
                        + "alpha@50,gradient_snr@50,noise_scale@50,activation_std@50,dead_units@50,histograms@200,"
                        + "lambda_max@epoch,memory,time";
            case "full" ->
                "layer_gradients@1,parameter_norm@1,update_norm@1,update_ratio@1,distance@1,loss_improvement@1,alpha@1,"
                        + "gradient_snr@1,noise_scale@1,activation_std@1,dead_units@1,histograms@20,lambda_max@20,trace@20,"
                        + "memory@20,time@20";
            default -> "";
        };
    }

    private static void add(Map<ProbeKind, ProbeSchedule> schedules, String text) {
        for (var word : text.split(",", -1)) {
            var part = word.strip();
            if (!presets().contains(part)) {
                addProbe(schedules, part);
            } else if (!preset(part).isEmpty()) {
                add(schedules, preset(part));
            }
        }
    }

    private static void addProbe(Map<ProbeKind, ProbeSchedule> schedules, String part) {
        int at = part.indexOf('@');
        var name = at < 0 ? part : part.substring(0, at);
        var schedule = at < 0 ? "" : part.substring(at + 1);
        var kinds = name.equals(HISTOGRAMS)
                ? List.of(ProbeKind.WEIGHTS, ProbeKind.GRADIENTS, ProbeKind.UPDATES, ProbeKind.ACTIVATIONS)
                : List.of(ProbeKind.parse(name));
        for (var kind : kinds) {
            if (schedule.equals(OFF)) {
                schedules.remove(kind);
            } else {
                schedules.put(kind, at < 0 ? kind.usual() : ProbeSchedule.parse(schedule));
            }
        }
    }

    /** The form that {@link #parse} reads, with every probe named, so that a preset may change without changing a run. */
    @JsonValue
    public String text() {
        var named = schedules.entrySet().stream()
                .map(entry -> entry.getKey() + "@" + entry.getValue().text());
        var silenced =
                BASIC.stream().filter(kind -> !schedules.containsKey(kind)).map(kind -> kind + "@" + OFF);
        return Stream.concat(named, silenced).collect(Collectors.joining(","));
    }
}
