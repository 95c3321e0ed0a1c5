package dev.orograph.report;

import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.provenance.Digest;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line that measures a surface again, or goes on with it, told from the recipe in its file or journal. */
final class SurveyCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@-][A-Za-z0-9_./:=,+@#-]*");

    private final List<String> words = new ArrayList<>(List.of("orograph", "landscape"));
    private final JsonNode recipe;

    private SurveyCommand(JsonNode recipe) {
        this.recipe = recipe;
    }

    /**
     * The command; empty if the recipe is of another kind or does not tell where the weights were.
     *
     * @param recipe JSON
     * @param surface name of the surface in the run
     * @param adaptive the tolerance for interpolated cells; empty if all are measured or nobody knows
     * @throws IOException if a checkpoint of the run cannot be read
     */
    static Optional<String> of(RunFolder run, String recipe, String surface, Optional<String> adaptive)
            throws IOException {
        JsonNode tree;
        try {
            tree = JsonMapper.shared().readTree(recipe);
        } catch (JacksonException e) {
            // not a recipe of ours
            return Optional.empty();
        }
        if (!tree.path("grid").isArray()) {
            return Optional.empty();
        }
        var plane = plane(tree);
        if (plane.isEmpty()) {
            return Optional.empty();
        }
        var command = new SurveyCommand(tree);
        if (!command.subject(run)) {
            return Optional.empty();
        }
        command.grid();
        command.words.addAll(PlaneFlags.of(plane.get()));
        command.measure();
        command.add("--adaptive", adaptive.orElse(""));
        command.add("--name", surface);
        return Optional.of(command.words.stream().map(SurveyCommand::quoted).collect(Collectors.joining(" ")));
    }

    private static Optional<PlaneRecipe> plane(JsonNode recipe) {
        try {
            return Optional.of(JsonMapper.shared().treeToValue(recipe.path("plane"), PlaneRecipe.class));
        } catch (JacksonException e) {
            // of a version that chose planes in other ways
            return Optional.empty();
        }
    }

    private boolean subject(RunFolder run) throws IOException {
        if (run.manifest().kind().equals("train")) {
            var epoch = epoch(run);
            if (epoch.isEmpty()) {
                return false;
            }
            words.add(run.path().toString());
            var last = run.lastCheckpoint();
            if (last.isPresent() && last.get().epoch() != epoch.getAsInt()) {
                add("--epoch", Integer.toString(epoch.getAsInt()));
            }
            var settings = run.manifest().settings();
            if (!settings.path("data").equals(recipe.path("data"))) {
                data();
            }
            if (!text(settings.path("training"), "loss").equals(text(recipe, "loss"))) {
                add("--loss", text(recipe, "loss"));
            }
            return true;
        }
        var name = text(recipe.path("model"), "name");
        var weights = text(recipe, "weights");
        if (weights.isEmpty() && !name.startsWith("script:")) {
            return false;
        }
        add("--model", name);
        for (var parameter : recipe.path("model").path("parameters").properties()) {
            add("-P", parameter.getKey() + "=" + parameter.getValue().asString());
        }
        if (!weights.isEmpty()) {
            add("--model-file", weights);
        }
        data();
        add("--loss", text(recipe, "loss"));
        add("--run", run.path().toString());
        return true;
    }

    private void data() {
        var data = recipe.path("data");
        add("--data", text(data, "name"));
        add("--normalisation", text(data, "scaling"));
        if (data.path("padding").intValue(0) > 0) {
            add("--pad", data.path("padding").asString());
        }
        if (data.path("validationSamples").intValue(0) > 0) {
            add("--validation", data.path("validationSamples").asString());
        }
    }

    /** The epoch whose checkpoint has the weights of the recipe. */
    private OptionalInt epoch(RunFolder run) throws IOException {
        var digest = text(recipe.path("digests"), "weights");
        for (var checkpoint : run.checkpoints()) {
            if (Digest.of(checkpoint.file()).equals(digest)) {
                return OptionalInt.of(checkpoint.epoch());
            }
        }
        return OptionalInt.empty();
    }

    private void grid() {
        var names = List.of("--x=", "--y=", "--z=");
        int axis = 0;
        for (var range : recipe.path("grid")) {
            if (axis < names.size()) {
                words.add(names.get(axis++) + range.asString());
            }
        }
    }

    private void measure() {
        var splits = recipe.path("splits");
        add("--split", splits.size() > 1 ? "both" : splits.path(0).asString());
        if (recipe.path("limit").isInt()) {
            add("--limit", recipe.path("limit").asString());
        }
        if (recipe.path("batchNorm").isObject()) {
            batchNorm(recipe.path("batchNorm"));
        }
        double tolerance = recipe.path("sampling").path("tolerance").doubleValue(0);
        if (tolerance > 0) {
            add("--precision", Double.toString(tolerance));
            if (!words.contains("--seed")) {
                add("--seed", recipe.path("sampling").path("seed").asString());
            }
        }
        if (recipe.path("measure").isObject()) {
            measure(recipe.path("measure"));
        }
        add("--dtype", text(recipe, "precision"));
    }

    /** What is measured beside losses. */
    private void measure(JsonNode measure) {
        add("--measure", text(measure, "kind"));
        add("--tolerance", measure.path("tolerance").asString());
        add("--products", measure.path("mostProducts").asString());
        if (!words.contains("--seed")) {
            add("--seed", measure.path("seed").asString());
        }
    }

    private void batchNorm(JsonNode policy) {
        switch (text(policy, "kind")) {
            case "interpolated" -> add("--batch-norm", "interpolated");
            case "re-estimated" ->
                add(
                        "--batch-norm",
                        "re-estimated:" + policy.path("samples").asString() + ":"
                                + policy.path("batch").asString());
            case "batch" -> add("--batch-norm", "batch:" + policy.path("batch").asString());
            default -> {
                // frozen is the default
            }
        }
    }

    private void add(String flag, String value) {
        if (!value.isEmpty()) {
            words.add(flag);
            words.add(value);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).stringValue("");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
