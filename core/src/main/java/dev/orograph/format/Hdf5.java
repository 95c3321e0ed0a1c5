package dev.orograph.format;

import dev.orograph.array.Shape;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the HDF5 classes share: opening a file with its size and version checked, datasets as flat arrays, and a
 * sentence for whatever the library finds wrong.
 */
final class Hdf5 {
    private static final long SIGNATURE = 0x0a1a0a0d46444889L;

    /** Files up to this size are read into memory, so that they can be replaced while their numbers are in use. */
    private static final long SMALL = 256L << 20;

    /** Deflate cannot expand by more than this (zlib's manual, "maximum compression factor"). */
    private static final long GREATEST_COMPRESSION = 1032;

    private Hdf5() {}

    /** Takes from an open file what is wanted. */
    @FunctionalInterface
    interface Reader<T> {
        T read(HdfFile hdf) throws IOException;
    }

    /** Puts into a new file what it is to hold. */
    @FunctionalInterface
    interface Writer {
        void write(WritableHdfFile hdf);
    }

    /**
     * Opens {@code file} and applies {@code reader}.
     *
     * @throws IOException in one sentence that names the file
     */
    static <T> T read(Path file, Reader<T> reader) throws IOException {
        requireComplete(file);
        boolean small = Files.size(file) <= SMALL;
        try (var hdf = small ? HdfFile.fromBytes(Files.readAllBytes(file)) : new HdfFile(file)) {
            return reader.read(hdf);
        } catch (RuntimeException | StackOverflowError e) {
            // jhdf meets a damaged file with many kinds of exception, and follows a tree that contains itself
            throw new IOException(
                    file + " cannot be read as HDF5: it is damaged, or was written with libver=\"latest\" of HDF5 2.x;"
                            + " write it again with libver=\"v110\"",
                    e);
        }
    }

    /**
     * Writes a new file through a temporary one.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    static void write(Path file, Writer writer) throws IOException {
        AtomicFile.create(file, temporary -> {
            try (var hdf = HdfFile.write(temporary)) {
                writer.write(hdf);
            } catch (HdfException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
            }
        });
    }

    private static void requireComplete(Path file) throws IOException {
        try (var bytes = FileBytes.open(file)) {
            if (bytes.size() < 48 || bytes.slice(0, 8).getLong() != SIGNATURE) {
                throw bytes.malformed("is not an HDF5 file");
            }
            var superblock = bytes.slice(8, 40);
            int version = superblock.get(0);
            if (version > 3) {
                throw bytes.malformed("uses a newer form of HDF5; write it again with libver=\"v110\"");
            }
            // "End of File Address" of the superblock, HDF5 file format specification, section II.A
            int endAt = version == 0 ? 40 : version == 1 ? 44 : 28;
            int addressBytes = superblock.get(version < 2 ? 5 : 1);
            if (addressBytes == 8 && bytes.size() >= endAt + 8) {
                long end = bytes.slice(endAt, 8).getLong();
                if (end > bytes.size()) {
                    throw bytes.malformed("is truncated: it should have " + end + " bytes but has " + bytes.size());
                }
            }
        }
    }

    /**
     * The dataset of that name, or null if there is none.
     *
     * @throws IOException if there is something else by that name, or its size is impossible
     */
    static @Nullable Dataset find(Path file, Group group, String name) throws IOException {
        var node = group.getChild(name);
        if (node == null) {
            return null;
        }
        if (node.isLink() || !(node instanceof Dataset dataset)) {
            throw FileBytes.malformed(file, "has '" + name + "', but not as a dataset");
        }
        long most = Math.min(Integer.MAX_VALUE, Math.multiplyExact(Files.size(file), GREATEST_COMPRESSION));
        if (dataset.getSizeInBytes() > most || dataset.getSize() > most) {
            throw FileBytes.malformed(
                    file, "claims " + dataset.getSize() + " elements for '" + name + "', more than the file can hold");
        }
        return dataset;
    }

    /**
     * The dataset of that name.
     *
     * @throws IOException if there is none
     */
    static Dataset require(Path file, Group group, String name) throws IOException {
        var dataset = find(file, group, name);
        if (dataset == null) {
            throw FileBytes.malformed(
                    file,
                    "has no dataset '" + name + "' (it has "
                            + String.join(
                                    ", ",
                                    group.getChildren().keySet().stream()
                                            .sorted()
                                            .limit(20)
                                            .toList())
                            + ")");
        }
        return dataset;
    }

    /**
     * All values of a numeric dataset as double, flat.
     *
     * @throws IOException if it is not numeric
     */
    static double[] doubles(Path file, Dataset dataset) throws IOException {
        var data = dataset.getDataFlat();
        if (data instanceof double[] values) {
            return values;
        }
        if (data instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (data == null
                || !data.getClass().isArray()
                || !data.getClass().getComponentType().isPrimitive()) {
            throw FileBytes.malformed(file, "has dataset '" + dataset.getName() + "' that is not numeric");
        }
        var values = new double[Array.getLength(data)];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Number) Array.get(data, i)).doubleValue();
        }
        return values;
    }

    /** Nested Java arrays of the given shape, as jhdf takes them; a boxed value for a scalar. */
    static Object nested(ByteBuffer data, Class<?> component, Shape shape) {
        int[] sizes = Arrays.stream(shape.sizes()).mapToInt(Math::toIntExact).toArray();
        var rest = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (sizes.length == 0) {
            var single = Array.newInstance(component, 1);
            fill(single, rest);
            return Array.get(single, 0);
        }
        var array = Array.newInstance(component, sizes);
        fillNested(array, rest);
        return array;
    }

    private static void fillNested(Object array, ByteBuffer data) {
        if (array instanceof Object[] rows) {
            for (var row : rows) {
                fillNested(row, data);
            }
        } else {
            fill(array, data);
        }
    }

    private static void fill(Object array, ByteBuffer data) {
        if (array instanceof float[] values) {
            data.asFloatBuffer().get(values);
            data.position(data.position() + 4 * values.length);
        } else if (array instanceof double[] values) {
            data.asDoubleBuffer().get(values);
            data.position(data.position() + 8 * values.length);
        } else if (array instanceof long[] values) {
            data.asLongBuffer().get(values);
            data.position(data.position() + 8 * values.length);
        } else if (array instanceof byte[] values) {
            data.get(values);
        } else {
            throw new IllegalArgumentException("no HDF5 form for elements of " + array.getClass());
        }
    }
}
