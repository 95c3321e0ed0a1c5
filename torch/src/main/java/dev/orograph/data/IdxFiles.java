package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Images and labels in the IDX format of MNIST: a big-endian magic number (2051 for images, 2049 for labels), the sizes,
 * then bytes. Found as {@code train-images-idx3-ubyte} and so on, packed with gzip or not, in the set's own folder or in
 * the one where torchvision keeps it.
 */
final class IdxFiles implements ImageFiles {
    private static final int IMAGES_MAGIC = 2051;
    private static final int LABELS_MAGIC = 2049;

    private final ImageKind kind;
    private final Path folder;
    private final List<Path> folders;

    /**
     * @param directory folder of all data sets
     * @param torchvisionName name of torchvision's folder, such as {@code FashionMNIST}
     */
    IdxFiles(ImageKind kind, Path directory, String torchvisionName) {
        this.kind = kind;
        this.folder = directory.resolve(kind.name());
        this.folders = List.of(folder, directory.resolve(torchvisionName).resolve("raw"));
    }

    @Override
    public boolean isPresent(boolean test) {
        return images(test).isPresent() && labels(test).isPresent();
    }

    private static String part(boolean test) {
        return test ? "t10k" : "train";
    }

    private Optional<Path> images(boolean test) {
        return DataFile.find(folders, part(test) + "-images-idx3-ubyte", part(test) + "-images.idx3-ubyte");
    }

    private Optional<Path> labels(boolean test) {
        return DataFile.find(folders, part(test) + "-labels-idx1-ubyte", part(test) + "-labels.idx1-ubyte");
    }

    @Override
    public RawImages read(boolean test, int maximum, Listener listener) throws IOException {
        var imagesPath = images(test);
        var labelsPath = labels(test);
        if (imagesPath.isEmpty() || labelsPath.isEmpty()) {
            throw new FileNotFoundException("data set " + kind.name() + " (" + (test ? "test" : "train")
                    + ") is not here: put " + part(test) + "-images-idx3-ubyte.gz and " + part(test)
                    + "-labels-idx1-ubyte.gz (or both unpacked) into "
                    + folder + ", or fetch them with --download");
        }
        try (var images = DataFile.open(imagesPath.get());
                var labels = DataFile.open(labelsPath.get())) {
            return read(images, labels, maximum);
        }
    }

    private RawImages read(DataFile images, DataFile labels, int maximum) throws IOException {
        int count = header(images, IMAGES_MAGIC, "images");
        int height = size(images, "rows");
        int width = size(images, "columns");
        int labelCount = header(labels, LABELS_MAGIC, "labels");
        if (count != labelCount) {
            throw new IOException(images.path() + " has " + count + " images but " + labels.path() + " has "
                    + labelCount + " labels; they do not belong together");
        }
        int wanted = Math.min(count, maximum);
        long bytes = (long) wanted * height * width;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IOException(images.path() + " announces " + count + " images of " + height + "×" + width
                    + ", more than can be held; is it damaged?");
        }
        var pixels = images.readFully((int) bytes, wanted + " images of " + height + "×" + width);
        var values = labels.readFully(wanted, wanted + " labels");
        if (wanted == count) {
            images.requireEnd();
            labels.requireEnd();
        }
        return new RawImages(1, height, width, pixels, Labels.of(values, kind.classes(), labels.path()), count);
    }

    private static int header(DataFile file, int magic, String what) throws IOException {
        int found = number(file, "magic number");
        if (found != magic) {
            throw new IOException(
                    file.path() + " is no IDX file of " + what + ": it starts with " + found + " instead of " + magic);
        }
        return size(file, what);
    }

    private static int size(DataFile file, String what) throws IOException {
        int size = number(file, "number of " + what);
        if (size < 1) {
            throw new IOException(file.path() + " announces " + size + " " + what + "; it needs at least 1");
        }
        return size;
    }

    private static int number(DataFile file, String what) throws IOException {
        return ByteBuffer.wrap(file.readFully(4, "the " + what)).getInt();
    }
}
