package dev.orograph.run;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything needed to go on with an interrupted training as if nothing had happened. One file holds all of it, so that
 * its parts always belong together: blocks of the optimizer have the prefix {@code optimizer/}, those of an average the
 * prefix {@code average/}, the numbers and the notes are its metadata; text beside the weights or the optimizer's blocks is not kept.
 *
 * @param step optimizer steps taken
 * @param epoch complete epochs
 * @param weights parameters by block name, and the state beside them
 * @param optimizer state of the optimizer by block name
 * @param average averaged parameters by block name; empty if nothing is averaged
 * @param notes whatever else there is to remember, such as the best loss so far
 */
public record ResumePoint(
        long step,
        int epoch,
        NamedArrays weights,
        NamedArrays optimizer,
        NamedArrays average,
        Map<String, String> notes) {
    private static final String OPTIMIZER = "optimizer/";
    private static final String AVERAGE = "average/";
    private static final String STEP = "orograph.step";
    private static final String EPOCH = "orograph.epoch";
    private static final String METRICS = "orograph.metrics";
    private static final String NOTE = "note.";

    public ResumePoint {
        if (step < 0 || epoch < 0) {
            throw new IllegalArgumentException(
                    "step " + step + " or epoch " + epoch + " of a resume point is negative");
        }
        for (var name : weights.names()) {
            for (var prefix : List.of(OPTIMIZER, AVERAGE)) {
                if (name.startsWith(prefix)) {
                    throw new IllegalArgumentException("block " + name + " has the reserved prefix " + prefix);
                }
            }
        }
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** A resume point and the length of the metrics log that belongs to it. */
    record Saved(ResumePoint point, int metricsSize) {}

    void write(Path file, int metricsSize) throws IOException {
        var blocks = new ArrayList<>(weights.blocks());
        optimizer.blocks().forEach(block -> blocks.add(renamed(block, OPTIMIZER + block.name())));
        average.blocks().forEach(block -> blocks.add(renamed(block, AVERAGE + block.name())));
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(STEP, Long.toString(step));
        metadata.put(EPOCH, Integer.toString(epoch));
        metadata.put(METRICS, Integer.toString(metricsSize));
        notes.forEach((name, note) -> metadata.put(NOTE + name, note));
        Safetensors.write(file, NamedArrays.of(blocks, metadata));
    }

    static Saved read(Path file) throws IOException {
        var all = Safetensors.read(file);
        var weights = new ArrayList<NamedArray>();
        var optimizer = new ArrayList<NamedArray>();
        var average = new ArrayList<NamedArray>();
        for (var block : all.blocks()) {
            if (block.name().startsWith(OPTIMIZER)) {
                optimizer.add(renamed(block, block.name().substring(OPTIMIZER.length())));
            } else if (block.name().startsWith(AVERAGE)) {
                average.add(renamed(block, block.name().substring(AVERAGE.length())));
            } else {
                weights.add(block);
            }
        }
        var notes = new LinkedHashMap<String, String>();
        all.metadata().forEach((name, note) -> {
            if (name.startsWith(NOTE)) {
                notes.put(name.substring(NOTE.length()), note);
            }
        });
        var point = new ResumePoint(
                number(file, all, STEP, Long.MAX_VALUE),
                (int) number(file, all, EPOCH, Integer.MAX_VALUE),
                NamedArrays.of(weights),
                NamedArrays.of(optimizer),
                NamedArrays.of(average),
                notes);
        return new Saved(point, (int) number(file, all, METRICS, Integer.MAX_VALUE));
    }

    private static long number(Path file, NamedArrays all, String name, long limit) throws IOException {
        var text = all.metadata().getOrDefault(name, "");
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > limit) {
            throw new IOException(file + " is no resume point: its metadata has no number '" + name + "'");
        }
        return Long.parseLong(text);
    }

    private static NamedArray renamed(NamedArray block, String name) {
        return NamedArray.of(name, block.type(), block.shape(), block.data());
    }
}
