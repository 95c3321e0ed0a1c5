package dev.orograph.cli;

import dev.orograph.monitor.AlarmKind;
import dev.orograph.monitor.ProbeKind;
import dev.orograph.monitor.ProbePlan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells which probes and alarms a training can have. */
final class ProbeList {
    private ProbeList() {}

    private record Content(List<Probe> probes, Map<String, String> presets, List<Alarm> alarms) {}

    private record Probe(String name, String schedule, String measures, String cost) {}

    private record Alarm(String name, String raisedFor, String seenFrom) {}

    static void print(PrintWriter out, boolean json) {
        var content = content();
        if (json) {
            JsonOutput.print(out, content);
            return;
        }
        var probes = new TextTable().row("probe", "steps", "measures", "costs");
        content.probes.forEach(probe -> probes.row(probe.name, "@" + probe.schedule, probe.measures, probe.cost));
        probes.lines().forEach(out::println);
        out.println();
        content.presets.forEach((name, text) -> out.println(name + " = " + text));
        out.println();
        var alarms = new TextTable().row("alarm", "raised for", "seen from");
        content.alarms.forEach(alarm -> alarms.row(alarm.name, alarm.raisedFor, alarm.seenFrom));
        alarms.lines().forEach(out::println);
    }

    private static Content content() {
        var probes = new ArrayList<Probe>();
        for (var kind : ProbeKind.values()) {
            probes.add(new Probe(kind.toString(), kind.usual().text(), kind.description(), kind.cost()));
        }
        var presets = new LinkedHashMap<String, String>();
        ProbePlan.presets()
                .forEach(name -> presets.put(name, ProbePlan.parse(name).text()));
        var alarms = new ArrayList<Alarm>();
        for (var kind : AlarmKind.values()) {
            alarms.add(new Alarm(kind.toString(), kind.description(), kind.probe()));
        }
        return new Content(probes, presets, alarms);
    }
}
