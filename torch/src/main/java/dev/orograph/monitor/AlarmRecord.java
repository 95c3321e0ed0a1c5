package dev.orograph.monitor;

import dev.orograph.run.MetricsRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An alarm in the metrics: event {@code alarm}, with its kind, layer, message and reaction as texts. */
final class AlarmRecord {
    private AlarmRecord() {}

    static MetricsRecord of(long step, int epoch, Alarm alarm, double seconds) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("alarm", alarm.kind().toString());
        if (!alarm.layer().isEmpty()) {
            texts.put("layer", alarm.layer());
        }
        texts.put("message", alarm.sentence());
        texts.put("reaction", alarm.reaction().toString());
        var values = new LinkedHashMap<String, Double>();
        values.put("value", alarm.value());
        values.put("threshold", alarm.threshold());
        return new MetricsRecord("alarm", step, epoch, values, texts, Map.<String, List<Double>>of(), seconds);
    }
}
