package dev.orograph.format;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.format.Pickle.Dictionary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * State dictionaries saved by PyTorch: {@code .pt}, {@code .pth}, {@code .t7}, in the zip form and in the older one.
 *
 * <p>Nothing in a file is ever executed. Only dictionaries, numbers, text and tensors are read; any class that is not
 * one of those is refused by name.
 */
public final class TorchFile {
    /** Metadata key: under which key of a checkpoint the state dictionary was; absent if it was the file itself. */
    public static final String STATE_DICTIONARY_KEY = "torch.state_dict_key";

    /** Metadata key: the prefix that all names had and that was removed, such as {@code module.}. */
    public static final String STRIPPED_PREFIX = "torch.stripped_prefix";

    /** Where training scripts put the state dictionary, most telling first. */
    private static final List<String> USUAL_KEYS = List.of("state_dict", "model_state_dict", "model", "net", "weights");

    /** Put before every name by DataParallel and by torch.compile. */
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

    private TorchFile() {}

    /**
     * Reads the state dictionary in {@code file}, in its order: the file itself, or the dictionary under a usual key
     * ({@code state_dict}, {@code model_state_dict}, {@code model}, …) or the only one that holds tensors. Views become
     * contiguous. A prefix {@code module.} or {@code _orig_mod.} of all names is removed. Numbers and text beside the
     * dictionary, such as {@code acc} and {@code epoch}, become metadata.
     *
     * @throws IOException in one sentence that says what to do, if the file is missing, damaged, no torch file, a
     *     TorchScript or exported program, or holds objects of other classes
     */
    public static NamedArrays read(Path file) throws IOException {
        try (var bytes = FileBytes.open(file)) {
            if (isZip(bytes)) {
                try (var archive = TorchArchive.open(file)) {
                    var root =
                            Pickle.read(archive.pickle(), TorchTensors::allows).root();
                    return stateDictionary(root, new TorchTensors(archive, bytes.size()));
                }
            }
            if (TorchLegacy.isLegacy(bytes)) {
                var legacy = TorchLegacy.open(bytes);
                return stateDictionary(legacy.root(), new TorchTensors(legacy, bytes.size()));
            }
            throw new PickleException("is not a file of torch.save");
        } catch (PickleException e) {
            throw FileBytes.malformed(file, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isZip(FileBytes bytes) throws IOException {
        return bytes.size() >= 4 && bytes.slice(0, 4).getInt() == 0x04034b50;
    }

    private static NamedArrays stateDictionary(Object root, TorchTensors tensors) throws IOException, PickleException {
        if (!(root instanceof Dictionary top)) {
            throw new PickleException("holds no state dictionary; in Python write torch.save(model.state_dict(), …)");
        }
        var metadata = new LinkedHashMap<String, String>();
        var key = nestedKey(top);
        var weights = top;
        if (top.entries().get(key) instanceof Dictionary nested && !key.isEmpty()) {
            metadata.put(STATE_DICTIONARY_KEY, key);
            weights = nested;
        }
        for (var entry : top.entries().entrySet()) {
            var value = entry.getValue();
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                metadata.put(entry.getKey(), value.toString());
            } else if (!key.isEmpty() && TorchTensors.isTensor(value)) {
                var block = tensors.block(entry.getKey(), value);
                if (block.shape().elements() == 1) {
                    metadata.put(entry.getKey(), Double.toString(block.toDoubles()[0]));
                }
            }
        }
        var blocks = new ArrayList<NamedArray>();
        for (var entry : weights.entries().entrySet()) {
            if (TorchTensors.isTensor(entry.getValue())) {
                blocks.add(tensors.block(entry.getKey(), entry.getValue()));
            }
        }
        return NamedArrays.of(unwrapped(blocks, metadata), metadata);
    }

    /** The key of the dictionary that holds the weights; empty if that is {@code top} itself. */
    private static String nestedKey(Dictionary top) throws PickleException {
        // a dictionary may be referred to many times: it is searched once
        var verdicts = new IdentityHashMap<Dictionary, Boolean>();
        var candidates = top.entries().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Dictionary nested
                        && verdicts.computeIfAbsent(nested, TorchFile::holdsTensors))
                .map(Map.Entry::getKey)
                .toList();
        for (var usual : USUAL_KEYS) {
            if (candidates.contains(usual)) {
                return usual;
            }
        }
        if (holdsTensors(top)) {
            return "";
        }
        if (candidates.isEmpty()) {
            throw new PickleException("holds no tensors; in Python write torch.save(model.state_dict(), …)");
        }
        if (candidates.size() > 1) {
            throw new PickleException(
                    "holds several state dictionaries (" + String.join(", ", candidates) + "); save one of them alone");
        }
        return candidates.get(0);
    }

    private static boolean holdsTensors(Dictionary dictionary) {
        return dictionary.entries().values().stream().anyMatch(TorchTensors::isTensor);
    }

    private static List<NamedArray> unwrapped(List<NamedArray> blocks, Map<String, String> metadata) {
        var current = blocks;
        var prefix = new StringBuilder();
        boolean found = true;
        while (found) {
            found = false;
            for (var wrapper : WRAPPERS) {
                if (current.stream().allMatch(block -> block.name().startsWith(wrapper))) {
                    current = current.stream()
                            .map(block -> block.renamed(block.name().substring(wrapper.length())))
                            .toList();
                    prefix.append(wrapper);
                    found = true;
                }
            }
        }
        if (!prefix.isEmpty()) {
            metadata.put(STRIPPED_PREFIX, prefix.toString());
        }
        return current;
    }

    /**
     * Writes the blocks as a state dictionary in the zip form, which {@code torch.load(file, weights_only=True)} reads.
     * Metadata have no place in a state dictionary and are left out.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, NamedArrays arrays) throws IOException {
        AtomicFile.write(file, out -> new TorchWriter(out).write(arrays));
    }
}
