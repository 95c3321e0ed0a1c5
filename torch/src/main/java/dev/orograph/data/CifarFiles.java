package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CIFAR's binary format: records of one label byte (CIFAR-100: a coarse one first, which is skipped) and 3×32×32
 * pixels. Files may be packed with gzip each.
 */
final class CifarFiles implements ImageFiles {
    private static final int SIDE = 32;
    private static final int PIXELS = 3 * SIDE * SIDE;

    private final ImageKind kind;
    private final int labelBytes;
    private final List<String> trainNames;
    private final List<String> testNames;
    private final List<Path> folders;

    private CifarFiles(
            ImageKind kind, int labelBytes, List<String> trainNames, List<String> testNames, List<Path> folders) {
        this.kind = kind;
        this.labelBytes = labelBytes;
        this.trainNames = trainNames;
        this.testNames = testNames;
        this.folders = folders;
    }

    /** CIFAR-10 in {@code cifar10} or {@code cifar-10-batches-bin} under the folder of all data sets. */
    static CifarFiles cifar10(Path directory) {
        var batches = List.of(
                "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
        return new CifarFiles(
                ImageKind.CIFAR10,
                1,
                batches,
                List.of("test_batch.bin"),
                folders(directory, "cifar10", "cifar-10-batches-bin"));
    }

    /** CIFAR-100 with its fine labels, in {@code cifar100} or {@code cifar-100-binary}. */
    static CifarFiles cifar100(Path directory) {
        return new CifarFiles(
                ImageKind.CIFAR100,
                2,
                List.of("train.bin"),
                List.of("test.bin"),
                folders(directory, "cifar100", "cifar-100-binary"));
    }

    private static List<Path> folders(Path directory, String own, String published) {
        return List.of(
                directory.resolve(own),
                directory.resolve(published),
                directory.resolve(own).resolve(published));
    }

    @Override
    public boolean isPresent(boolean test) {
        return (test ? testNames : trainNames)
                .stream().allMatch(name -> DataFile.find(folders, name).isPresent());
    }

    @Override
    public RawImages read(boolean test, int maximum, Listener listener) throws IOException {
        var names = test ? testNames : trainNames;
        var missing = new ArrayList<String>();
        var found = new ArrayList<Path>();
        for (var name : names) {
            var path = DataFile.find(folders, name);
            path.ifPresentOrElse(found::add, () -> missing.add(name));
        }
        if (found.isEmpty()) {
            throw missing(names, test);
        }
        var records = new ArrayList<byte[]>();
        int stored = 0;
        for (var path : found) {
            try (var file = DataFile.open(path)) {
                int before = records.size();
                read(file, maximum, records);
                stored += records.size() - before + rest(file);
            }
        }
        if (!missing.isEmpty()) {
            listener.onMessage("data set " + kind.name() + " is incomplete: " + String.join(", ", missing)
                    + " not found in "
                    + Optional.ofNullable(found.get(0).getParent()).orElse(folders.get(0))
                    + "; the " + records.size() + " images of the others are used");
        }
        return images(records, stored);
    }

    /** Adds the records of a file until there are {@code maximum} in all. */
    private void read(DataFile file, int maximum, List<byte[]> records) throws IOException {
        int length = labelBytes + PIXELS;
        for (int i = 0; records.size() < maximum; i++) {
            var entry = file.read(length);
            if (entry.length == 0 && i > 0) {
                return;
            }
            if (entry.length == 0) {
                throw new IOException(file.path() + " is empty; fetch the file again");
            }
            if (entry.length < length) {
                throw new IOException(file.path() + " is truncated: " + entry.length + " bytes follow record " + i
                        + " where a record has " + length + "; fetch the file again");
            }
            Labels.require(label(entry), kind.classes(), i, file.path());
            records.add(entry);
        }
    }

    /** How many records follow; what is not read in earnest is not checked. */
    private int rest(DataFile file) throws IOException {
        int length = labelBytes + PIXELS;
        int count = 0;
        while (file.read(length).length == length) {
            count++;
        }
        return count;
    }

    private int label(byte[] entry) {
        return entry[labelBytes - 1] & 0xff;
    }

    private RawImages images(List<byte[]> records, int stored) {
        var pixels = new byte[Math.multiplyExact(records.size(), PIXELS)];
        var labels = new int[records.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(records.get(i));
            System.arraycopy(records.get(i), labelBytes, pixels, i * PIXELS, PIXELS);
        }
        return new RawImages(3, SIDE, SIDE, pixels, labels, stored);
    }

    private FileNotFoundException missing(List<String> names, boolean test) {
        return new FileNotFoundException("data set " + kind.name() + " (" + (test ? "test" : "train")
                + ") is not here: put " + String.join(", ", names) + " (as it is or packed with gzip) into "
                + folders.get(0) + ", or fetch it with --download");
    }
}
