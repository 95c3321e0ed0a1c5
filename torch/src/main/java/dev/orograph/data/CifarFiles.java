package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    public RawImages read(boolean test, int maximum, Listener listener) throws IOException {
        var names = test ? testNames : trainNames;
        var missing = new ArrayList<String>();
        var pixels = new ByteArrayOutputStream();
        var labels = new ArrayList<Integer>();
        for (var name : names) {
            var path = DataFile.find(folders, name);
            if (path.isEmpty()) {
                missing.add(name);
            } else if (labels.size() < maximum) {
                try (var file = DataFile.open(path.get())) {
                    read(file, maximum - labels.size(), pixels, labels);
                }
            }
        }
        if (missing.size() == names.size()) {
            throw missing(names, test);
        }
        if (!missing.isEmpty()) {
            listener.onMessage("data set " + kind.name() + " is incomplete: " + String.join(", ", missing)
                    + " not found in " + folders.get(0) + "; the " + labels.size() + " images of the others are used");
        }
        return new RawImages(
                3,
                SIDE,
                SIDE,
                pixels.toByteArray(),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private void read(DataFile file, int maximum, ByteArrayOutputStream pixels, List<Integer> labels)
            throws IOException {
        for (int i = 0; i < maximum; i++) {
            var entry = file.read(labelBytes + PIXELS);
            if (entry.length == 0) {
                if (i == 0) {
                    throw new IOException(file.path() + " is empty; fetch the file again");
                }
                return;
            }
            if (entry.length < labelBytes + PIXELS) {
                throw new IOException(file.path() + " is truncated: " + entry.length + " bytes follow record " + i
                        + " where a record has " + (labelBytes + PIXELS) + "; fetch the file again");
            }
            labels.add(Labels.require(entry[labelBytes - 1] & 0xff, kind.classes(), i, file.path()));
            pixels.write(entry, labelBytes, PIXELS);
        }
    }

    private FileNotFoundException missing(List<String> names, boolean test) {
        return new FileNotFoundException("data set " + kind.name() + " (" + (test ? "test" : "train")
                + ") is not here: put " + String.join(", ", names) + " (each as it is or packed with gzip) into "
                + folders.get(0) + ", or fetch them with --download");
    }
}
