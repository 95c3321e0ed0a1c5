package dev.orograph.format;

import dev.orograph.array.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The zip form of a torch file: {@code <name>/data.pkl} and the storages {@code <name>/data/<key>}, uncompressed.
 * Storages are read when they are asked for.
 */
final class TorchArchive implements AutoCloseable, TorchTensors.Storages {
    private static final String PICKLE = "data.pkl";

    private final Path file;
    private final ZipFile zip;
    private final String prefix;
    private final boolean bigEndian;
    private final Map<String, ByteBuffer> loaded = new HashMap<>();
    private long budget;

    private TorchArchive(Path file, ZipFile zip, String prefix) throws IOException, PickleException {
        this.file = file;
        this.zip = zip;
        this.prefix = prefix;
        // entries of a hostile archive may share bytes; together they cannot be longer than the file
        this.budget = Files.size(file);
        var order = zip.getEntry(prefix + "byteorder");
        this.bigEndian = order != null
                && StandardCharsets.US_ASCII.decode(content(order)).toString().equals("big");
    }

    /**
     * Opens {@code file}.
     *
     * @throws IOException in one sentence, if it is damaged, a TorchScript archive or an exported program
     */
    static TorchArchive open(Path file) throws IOException, PickleException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new PickleException("is truncated or damaged: its zip directory cannot be read");
        }
        try {
            return new TorchArchive(file, zip, prefix(file, zip));
        } catch (IOException | PickleException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static String prefix(Path file, ZipFile zip) throws PickleException {
        var names = zip.stream().map(ZipEntry::getName).toList();
        if (names.stream().anyMatch(name -> name.endsWith("constants.pkl") || name.contains("/code/"))) {
            throw new PickleException(
                    "is a TorchScript model, not a state dictionary; use it as the model: --model script:" + file);
        }
        if (names.stream().anyMatch(name -> name.endsWith("archive_format") || name.contains("exported_program"))) {
            throw new PickleException("is a program of torch.export (.pt2), which cannot be read; in Python write"
                    + " torch.jit.trace(model.eval(), example).save(\"model.pt\") and use --model script:model.pt,"
                    + " or torch.save(model.state_dict(), \"weights.pt\") and use --model-file weights.pt");
        }
        return names.stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .findFirst()
                .orElseThrow(() -> new PickleException("is a zip archive, but not one of torch.save"));
    }

    /** The pickle that describes everything. */
    ByteBuffer pickle() throws IOException, PickleException {
        return entry(PICKLE);
    }

    @Override
    public ByteBuffer load(String key, ElementType type, long bytes) throws IOException, PickleException {
        var storage = loaded.get(key);
        if (storage == null) {
            storage = entry("data/" + key);
            if (bigEndian) {
                storage = reversed(storage, type.bytes());
            }
            loaded.put(key, storage);
        }
        if (storage.remaining() < bytes) {
            throw new PickleException("is truncated: storage " + prefix + "data/" + key + " should have " + bytes
                    + " bytes but has " + storage.remaining());
        }
        return storage;
    }

    private ByteBuffer entry(String name) throws IOException, PickleException {
        var entry = zip.getEntry(prefix + name);
        if (entry == null) {
            throw new PickleException("is damaged: " + prefix + name + " is missing");
        }
        return content(entry);
    }

    private ByteBuffer content(ZipEntry entry) throws IOException, PickleException {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new PickleException("has compressed entries, which torch.save does not write; save it again");
        }
        budget -= entry.getSize();
        if (budget < 0 || entry.getSize() > Integer.MAX_VALUE) {
            throw new PickleException("claims " + entry.getSize() + " bytes for " + entry.getName()
                    + ", more than it can hold or than 2 GB");
        }
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readNBytes((int) entry.getSize());
            if (bytes.length < entry.getSize()) {
                throw new PickleException("is truncated inside " + entry.getName());
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new PickleException("is damaged: its zip entry " + entry.getName() + " cannot be read");
        }
    }

    private static ByteBuffer reversed(ByteBuffer source, int width) {
        var target = ByteBuffer.allocate(source.remaining());
        for (int i = 0; i < target.capacity() - width + 1; i += width) {
            for (int b = 0; b < width; b++) {
                target.put(i + b, source.get(i + width - 1 - b));
            }
        }
        return target.order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    @Override
    public String toString() {
        return "torch archive " + file;
    }
}
