package dev.orograph.run;

import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run is made from, enough to repeat it exactly: {@code run.json}. Written once, when the run begins.
 *
 * <p>The settings are a tree that belongs to the kind of run: whatever record describes the work goes in by
 * {@link #of(String, Object)} and comes out equal by {@link #settings(Class)}. They must hold everything that decides the
 * result, seeds included. Immutable: the tree is copied in and out.
 *
 * @param kind what made the run, such as {@code train}
 * @param created when it began
 * @param settings everything that decides the result
 * @param digests of the data it was made from, by name, such as {@code data.train}
 * @param provenance where it was made: versions, threads, machine
 */
public record Manifest(
        String kind, Instant created, ObjectNode settings, Map<String, String> digests, Provenance provenance) {
    public Manifest {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("a run needs a kind, such as train");
        }
        created = created.truncatedTo(ChronoUnit.SECONDS);
        settings = ManifestJson.copy(settings);
        digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
    }

    /**
     * A manifest of a run that begins now.
     *
     * @param settings a record or map that Jackson turns into a JSON object
     * @throws IllegalArgumentException if it turns into anything else
     */
    public static Manifest of(String kind, Object settings) {
        return new Manifest(kind, Instant.now(), ManifestJson.tree(settings), Map.of(), Provenance.NONE);
    }

    /** Returns a copy that states the digest of one more piece of data. */
    public Manifest withDigest(String name, String digest) {
        var copy = new LinkedHashMap<>(digests);
        copy.put(name, digest);
        return new Manifest(kind, created, settings, copy, provenance);
    }

    /** Returns a copy with these entries added to the provenance. */
    public Manifest with(Provenance more) {
        return new Manifest(kind, created, settings, digests, provenance.with(more));
    }

    /**
     * Reads a manifest, a run's or a copy of it.
     *
     * @throws IOException in one sentence that names the file and the field, if it is missing, truncated, incomplete, has
     *     an unknown field, or comes from a newer Orograph
     */
    public static Manifest read(Path file) throws IOException {
        return ManifestJson.read(file);
    }

    /** The settings; a new tree. */
    @Override
    public ObjectNode settings() {
        return settings.deepCopy();
    }

    /**
     * The settings as the record they were made from.
     *
     * @throws IllegalArgumentException naming the setting that is missing, unknown or of the wrong type
     */
    public <T> T settings(Class<T> type) {
        return ManifestJson.convert(settings, type);
    }

    /** Whether two runs made from the other and from this would have the same result on one machine. */
    public boolean describesSameRun(Manifest other) {
        return kind.equals(other.kind) && settings.equals(other.settings) && digests.equals(other.digests);
    }

    byte[] encode() {
        return (ManifestJson.text(this) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
