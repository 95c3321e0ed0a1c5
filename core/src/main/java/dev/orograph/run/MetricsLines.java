package dev.orograph.run;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The complete lines of a metrics log. NaN and infinities are the bare words {@code NaN}, {@code Infinity} and
 * {@code -Infinity}, as Python's json module writes and reads them.
 *
 * @param records one per line
 * @param ends offset behind each line's end
 */
record MetricsLines(List<MetricsRecord> records, List<Long> ends) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Beyond it not every whole number is a double. */
    private static final double MOST_WHOLE = 1L << 53;

    /** Reads all complete lines; what follows the last line's end was torn off by the end of its writer. */
    static MetricsLines read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file, so it is no metrics log");
        }
        byte[] bytes;
        try (var in = new FileInputStream(file.toFile())) {
            bytes = in.readAllBytes();
        }
        var records = new ArrayList<MetricsRecord>();
        var ends = new ArrayList<Long>();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                records.add(
                        decode(file, records.size() + 1, new String(bytes, begin, i - begin, StandardCharsets.UTF_8)));
                begin = i + 1;
                ends.add((long) begin);
            }
        }
        return new MetricsLines(records, ends);
    }

    /** Offset behind the first {@code count} lines. */
    long end(int count) {
        return count == 0 ? 0 : ends.get(count - 1);
    }

    static byte[] encode(MetricsRecord record) {
        var line = JSON.createObjectNode()
                .put(MetricsRecord.EVENT, record.event())
                .put(MetricsRecord.STEP, record.step())
                .put(MetricsRecord.EPOCH, record.epoch());
        record.texts().forEach(line::put);
        record.values().forEach((name, value) -> line.put(name, value.doubleValue()));
        record.lists().forEach((name, numbers) -> {
            var list = line.putArray(name);
            numbers.forEach(number -> put(list, number));
        });
        line.put(MetricsRecord.SECONDS, record.seconds());
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whole numbers, such as counts, without a decimal point. */
    private static void put(ArrayNode list, double number) {
        if (number == Math.rint(number) && Math.abs(number) < MOST_WHOLE) {
            list.add((long) number);
        } else {
            list.add(number);
        }
    }

    private static MetricsRecord decode(Path file, int number, String line) throws IOException {
        try {
            return decode(JSON.readTree(line));
        } catch (JacksonException e) {
            throw malformed(file, number, "is not valid JSON");
        } catch (IllegalArgumentException e) {
            throw malformed(file, number, "is not a record (" + e.getMessage() + ")");
        }
    }

    private static MetricsRecord decode(JsonNode line) {
        var values = new LinkedHashMap<String, Double>();
        var texts = new LinkedHashMap<String, String>();
        var lists = new LinkedHashMap<String, List<Double>>();
        for (var entry : line.properties()) {
            var name = entry.getKey();
            switch (name) {
                case MetricsRecord.EVENT, MetricsRecord.STEP, MetricsRecord.EPOCH, MetricsRecord.SECONDS -> {}
                default -> {
                    if (entry.getValue().isString()) {
                        texts.put(name, entry.getValue().stringValue());
                    } else if (entry.getValue().isArray()) {
                        lists.put(name, numbers(name, entry.getValue()));
                    } else {
                        values.put(name, number(line, name).doubleValue());
                    }
                }
            }
        }
        var event = line.path(MetricsRecord.EVENT);
        if (!event.isString()) {
            throw new IllegalArgumentException("'event' is not text");
        }
        return new MetricsRecord(
                event.stringValue(),
                whole(line, MetricsRecord.STEP, Long.MAX_VALUE),
                (int) whole(line, MetricsRecord.EPOCH, Integer.MAX_VALUE),
                values,
                texts,
                lists,
                number(line, MetricsRecord.SECONDS).doubleValue());
    }

    private static long whole(JsonNode line, String name, long limit) {
        var node = number(line, name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() > limit) {
            throw new IllegalArgumentException("'" + name + "' is not a whole number up to " + limit);
        }
        return node.longValue();
    }

    private static List<Double> numbers(String name, JsonNode list) {
        var numbers = new ArrayList<Double>();
        for (var node : list) {
            if (!node.isNumber()) {
                throw new IllegalArgumentException("'" + name + "' is not a list of numbers");
            }
            numbers.add(node.doubleValue());
        }
        return numbers;
    }

    private static JsonNode number(JsonNode line, String name) {
        var node = line.path(name);
        if (!node.isNumber()) {
            throw new IllegalArgumentException("'" + name + "' is not a number");
        }
        return node;
    }

    private static IOException malformed(Path file, int number, String what) {
        return new IOException(
                "line " + number + " of " + file + " " + what + "; remove it and what follows, or restore the file");
    }
}
