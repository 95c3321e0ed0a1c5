package dev.orograph.format;

import dev.orograph.measurement.Histogram;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An event file as TensorBoard reads it, being written: a record for each scalar or histogram. A record is its length as
 * a 64-bit number, the {@linkplain MaskedCrc checksum} of that, the data, and the checksum of the data, all
 * little-endian; the data is an {@code Event} message (fields: 1 wall time, 2 step, 3 file version, 5 summary).
 */
public final class TensorBoardFile implements Closeable {
    /** Without it in a file's name, TensorBoard does not see the file. */
    public static final String NAME_PREFIX = "events.out.tfevents.";

    private static final String VERSION = "brain.Event:2";

    private final OutputStream out;

    private TensorBoardFile(OutputStream out) {
        this.out = out;
    }

    /**
     * Begins a file in place of any other of that name.
     *
     * @param began when, in seconds since 1970
     */
    public static TensorBoardFile create(Path file, double began) throws IOException {
        return to(new BufferedOutputStream(new FileOutputStream(file.toFile())), began);
    }

    /** The same into a stream, which {@link #close} closes. */
    public static TensorBoardFile to(OutputStream out, double began) throws IOException {
        var file = new TensorBoardFile(out);
        file.write(new Protobuf().number(1, began).text(3, VERSION));
        return file;
    }

    /**
     * Adds a number; NaN and infinities are numbers too.
     *
     * @param time in seconds since 1970
     * @param tag name of the quantity; what is before a slash groups it
     */
    public void scalar(double time, long step, String tag, double value) throws IOException {
        event(time, step, new Protobuf().text(1, tag).number(2, (float) value));
    }

    /** Adds a histogram. */
    public void histogram(double time, long step, String tag, Histogram histogram) throws IOException {
        event(time, step, new Protobuf().text(1, tag).message(5, message(histogram)));
    }

    /** 1 min, 2 max, 3 num, 4 sum, 5 sum of squares, 6 upper edge of every bin, 7 its count; all float64. */
    private static Protobuf message(Histogram histogram) {
        var moments = histogram.moments();
        var edges = histogram.edges();
        boolean isEmpty = moments.count() == 0;
        double mean = isEmpty ? 0 : moments.mean();
        double meanSquare = isEmpty ? 0 : moments.variance() + mean * mean;
        return new Protobuf()
                .number(1, isEmpty ? 0 : moments.min())
                .number(2, isEmpty ? 0 : moments.max())
                .number(3, (double) moments.count())
                .number(4, mean * moments.count())
                .number(5, meanSquare * moments.count())
                .numbers(6, Arrays.copyOfRange(edges, 1, edges.length))
                .numbers(7, Arrays.stream(histogram.counts()).asDoubleStream().toArray());
    }

    private void event(double time, long step, Protobuf value) throws IOException {
        write(new Protobuf().number(1, time).number(2, step).message(5, new Protobuf().message(1, value)));
    }

    private void write(Protobuf event) throws IOException {
        var data = event.toBytes();
        var length = littleEndian(Long.BYTES).putLong(data.length).array();
        out.write(length);
        out.write(checksum(length));
        out.write(data);
        out.write(checksum(data));
    }

    private static byte[] checksum(byte[] bytes) {
        return littleEndian(Integer.BYTES).putInt(MaskedCrc.of(bytes)).array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Lets readers see what has been added so far. */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
