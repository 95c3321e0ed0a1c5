package dev.orograph.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.orograph.provenance.Provenance;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The manifest as JSON, fields in a fixed order. Settings are converted strictly: one that is missing, unknown or null
 * where a number is needed would silently change the run, so it is refused. Only an {@link Optional} component may be
 * missing, and is empty then, so that manifests can be read that were written before it was thought of.
 */
final class ManifestJson {
    private static final int VERSION = 1;
    private static final Set<String> FIELDS = Set.of("version", "kind", "created", "settings", "digests", "provenance");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // a missing component is refused unless it is optional: that is how later versions add settings
            .annotationIntrospector(new RequiredComponents())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // the components of a record in the order in which they are declared
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            // nothing but components: a question that a record answers, such as isScript(), is no setting
            .changeDefaultVisibility(checker -> checker.withIsGetterVisibility(Visibility.NONE))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ManifestJson() {}

    /** A copy as it would be read from a file: numbers of different width but the same digits are equal then. */
    static ObjectNode copy(ObjectNode tree) {
        return (ObjectNode) JSON.readTree(JSON.writeValueAsString(tree));
    }

    static ObjectNode tree(Object settings) {
        if (JSON.valueToTree(settings) instanceof ObjectNode tree) {
            return tree;
        }
        throw new IllegalArgumentException(
                "settings of type " + settings.getClass().getSimpleName() + " are not a JSON object");
    }

    static <T> T convert(ObjectNode settings, Class<T> type) {
        try {
            return JSON.treeToValue(settings, type);
        } catch (JacksonException e) {
            var place = e.getPath().stream()
                    .map(part -> part.getPropertyName() == null ? "" + part.getIndex() : part.getPropertyName())
                    .collect(Collectors.joining("."));
            throw new IllegalArgumentException(
                    "the manifest's setting '" + place + "' does not fit: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    static String text(Manifest manifest) {
        var tree = JSON.createObjectNode()
                .put("version", VERSION)
                .put("kind", manifest.kind())
                .put("created", manifest.created().toString());
        tree.set("settings", manifest.settings());
        var digests = tree.putObject("digests");
        manifest.digests().forEach(digests::put);
        var provenance = tree.putObject("provenance");
        manifest.provenance().entries().forEach(provenance::put);
        return JSON.writeValueAsString(tree);
    }

    static Manifest read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file, so it is no manifest");
        }
        var tree = tree(file);
        var fields = new Fields(file, tree);
        fields.requireVersion();
        fields.requireKnown();
        var provenance = new Provenance(fields.texts("provenance"));
        return new Manifest(
                fields.text("kind"),
                fields.instant("created"),
                fields.object("settings"),
                fields.texts("digests"),
                provenance);
    }

    private static ObjectNode tree(Path file) throws IOException {
        try (var in = new FileInputStream(file.toFile())) {
            if (JSON.readTree(in.readAllBytes()) instanceof ObjectNode tree) {
                return tree;
            }
        } catch (JacksonException e) {
            throw new IOException(file + " is truncated or not valid JSON; restore it, or begin a new run", e);
        }
        throw new IOException(file + " is not a JSON object; restore it, or begin a new run");
    }

    /** The fields of one manifest file. */
    private record Fields(Path file, ObjectNode tree) {
        void requireVersion() throws IOException {
            var version = tree.path("version");
            if (!version.isInt()) {
                throw malformed("version", "is not a whole number");
            }
            if (version.intValue() != VERSION) {
                throw malformed(
                        "version",
                        "is " + version.intValue() + " but this Orograph reads version " + VERSION
                                + "; use the Orograph that wrote it");
            }
        }

        void requireKnown() throws IOException {
            for (var name : tree.propertyNames()) {
                if (!FIELDS.contains(name)) {
                    throw malformed(name, "is unknown; correct its name or remove it");
                }
            }
        }

        String text(String name) throws IOException {
            var node = tree.path(name);
            if (!node.isString() || node.stringValue().isBlank()) {
                throw malformed(name, node.isMissingNode() ? "is missing" : "is not text");
            }
            return node.stringValue();
        }

        Instant instant(String name) throws IOException {
            try {
                return Instant.parse(text(name));
            } catch (DateTimeException e) {
                throw malformed(name, "is not a time such as 2026-01-31T12:00:00Z");
            }
        }

        ObjectNode object(String name) throws IOException {
            JsonNode node = tree.path(name);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw malformed(name, node.isMissingNode() ? "is missing" : "is not an object");
        }

        Map<String, String> texts(String name) throws IOException {
            var texts = new LinkedHashMap<String, String>();
            for (var entry : object(name).properties()) {
                if (!entry.getValue().isString()) {
                    throw malformed(name + "." + entry.getKey(), "is not text");
                }
                texts.put(entry.getKey(), entry.getValue().stringValue());
            }
            return texts;
        }

        private IOException malformed(String field, String what) {
            return new IOException("field '" + field + "' of " + file + " " + what);
        }
    }
}
