package dev.orograph.cli;

import dev.orograph.sweep.SweepRecipe;
import dev.orograph.sweep.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A sweep as it is written by hand, in YAML: settings of {@code orograph train} by the names of their flags, and under
 * {@code vary} lists of those that differ.
 *
 * <pre>
 * name: initialisers and optimizers
 * data: fashion-mnist
 * model: {name: mlp, widths: "64,32"}
 * epochs: 3
 * vary:
 *   optimizer: [sgd:lr=0.1, adam]
 *   seed: [0, 1, 2]
 * </pre>
 *
 * @param name what is compared
 */
record SweepFile(String name, SweepRecipe recipe) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads a file.
     *
     * @throws IOException in one sentence, if it is missing or no YAML
     * @throws IllegalArgumentException in one sentence, if it says something that cannot be
     */
    static SweepFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no sweep file " + file);
        }
        JsonNode tree;
        try {
            tree = YAML.readTree(file.toFile());
        } catch (JacksonException e) {
            throw new IOException(file + " is no YAML: " + firstLine(e.getOriginalMessage()), e);
        }
        if (!tree.isObject()) {
            throw new IOException(file + " must hold settings by name, such as 'data: digits'");
        }
        return of(file, tree);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static SweepFile of(Path file, JsonNode tree) {
        var texts = new LinkedHashMap<String, String>();
        var vary = new LinkedHashMap<String, List<String>>();
        for (var entry : tree.properties()) {
            switch (entry.getKey()) {
                case "name" -> {}
                case "model" -> model(entry.getValue(), texts);
                case "vary" -> vary(entry.getValue(), vary);
                default -> texts.put(entry.getKey(), text(entry.getKey(), entry.getValue()));
            }
        }
        var name = tree.has("name") ? text("name", tree.get("name")) : "Sweep " + file.getFileName();
        return new SweepFile(name, new SweepRecipe(new TrainingSettings(texts), vary));
    }

    private static void model(JsonNode node, Map<String, String> texts) {
        if (!node.isObject()) {
            texts.put("model", text("model", node));
            return;
        }
        for (var entry : node.properties()) {
            boolean isName = entry.getKey().equals("name");
            texts.put(isName ? "model" : "model." + entry.getKey(), text("model." + entry.getKey(), entry.getValue()));
        }
    }

    private static void vary(JsonNode node, Map<String, List<String>> vary) {
        for (var entry : node.properties()) {
            if (!entry.getValue().isArray()) {
                throw new IllegalArgumentException("vary " + entry.getKey() + " must be a list, such as [0, 1, 2]");
            }
            var values = new ArrayList<String>();
            entry.getValue().forEach(value -> values.add(text("vary " + entry.getKey(), value)));
            vary.put(entry.getKey(), values);
        }
    }

    /** A single value; several are joined by commas, as on the command line. */
    private static String text(String name, JsonNode node) {
        if (node.isArray()) {
            var parts = new ArrayList<String>();
            node.forEach(part -> parts.add(text(name, part)));
            return String.join(",", parts);
        }
        if (!node.isValueNode() || node.isNull()) {
            throw new IllegalArgumentException("setting " + name + " must be a single value");
        }
        return node.asString();
    }
}
