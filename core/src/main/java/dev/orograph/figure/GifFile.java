package dev.orograph.figure;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes GIF 89a through the Java platform's encoder. A frame holds the smallest rectangle that differs from the picture
 * before; within it what has not changed is transparent where that makes for longer runs. Belongs to one thread.
 */
final class GifFile implements AutoCloseable {
    private static final String IMAGE_FORMAT = "javax_imageio_gif_image_1.0";
    private static final String STREAM_FORMAT = "javax_imageio_gif_stream_1.0";

    private final String comment;
    private final int width;
    private final int height;
    private final Palette palette;
    private final IndexColorModel colors;
    private final int transparent;
    private final ImageWriter writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes);
    /** Palette entries of the picture before. */
    private final byte[] shown;
    /** Colours of the picture before. */
    private int[] before = {};

    private boolean isFirst = true;

    /**
     * Begins a file.
     *
     * @param palette of all frames, at most 255 colours
     * @param comment written into the file; the format takes ASCII only
     */
    GifFile(int width, int height, Palette palette, String comment) {
        this.comment = comment.replaceAll("[^\\x20-\\x7e\n]", "?");
        this.width = width;
        this.height = height;
        this.palette = palette;
        this.transparent = palette.size();
        this.colors = colorModel(palette);
        this.shown = new byte[width * height];
        this.writer = ImageIO.getImageWritersByFormatName("gif").next();
        try {
            writer.setOutput(out);
            writer.prepareWriteSequence(streamMetadata());
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private static IllegalStateException inMemory(IOException e) {
        return new IllegalStateException("writing a GIF to memory failed", e);
    }

    private static IndexColorModel colorModel(Palette palette) {
        int bits = 1;
        while (1 << bits < palette.size() + 1) {
            bits++;
        }
        var channels = new byte[3][1 << bits];
        for (int i = 0; i < palette.size(); i++) {
            channels[0][i] = (byte) (palette.color(i) >> 16);
            channels[1][i] = (byte) (palette.color(i) >> 8);
            channels[2][i] = (byte) palette.color(i);
        }
        return new IndexColorModel(bits, 1 << bits, channels[0], channels[1], channels[2], palette.size());
    }

    private IIOMetadata streamMetadata() throws IIOInvalidTreeException {
        var metadata = writer.getDefaultStreamMetadata(null);
        var root = new IIOMetadataNode(STREAM_FORMAT);
        root.appendChild(node("Version", "value", "89a"));
        root.appendChild(node(
                "LogicalScreenDescriptor",
                "logicalScreenWidth",
                width,
                "logicalScreenHeight",
                height,
                "colorResolution",
                8,
                "pixelAspectRatio",
                0));
        var table = node(
                "GlobalColorTable",
                "sizeOfGlobalColorTable",
                colors.getMapSize(),
                "backgroundColorIndex",
                0,
                "sortFlag",
                "FALSE");
        for (int i = 0; i < colors.getMapSize(); i++) {
            table.appendChild(node(
                    "ColorTableEntry",
                    "index",
                    i,
                    "red",
                    colors.getRed(i),
                    "green",
                    colors.getGreen(i),
                    "blue",
                    colors.getBlue(i)));
        }
        root.appendChild(table);
        metadata.mergeTree(STREAM_FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode node(String name, Object... attributes) {
        var node = new IIOMetadataNode(name);
        for (int i = 0; i < attributes.length; i += 2) {
            node.setAttribute(attributes[i].toString(), attributes[i + 1].toString());
        }
        return node;
    }

    /** Adds a picture of the whole size, as 0xRRGGBB per pixel, to be shown for so long. */
    void append(int[] pixels, int milliseconds) {
        var next = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            boolean isAsBefore = !isFirst && pixels[i] == before[i];
            next[i] = isAsBefore ? shown[i] : (byte) palette.entry(pixels[i], i % width, i / width);
        }
        var part = isFirst ? new Rectangle(0, 0, width, height) : changed(next);
        var image = new BufferedImage(part.width, part.height, BufferedImage.TYPE_BYTE_INDEXED, colors);
        var data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int row = 0; row < part.height; row++) {
            fill(data, row * part.width, next, (part.y + row) * width + part.x, part.width);
        }
        try {
            writer.writeToSequence(new IIOImage(image, null, imageMetadata(image, part, milliseconds)), null);
        } catch (IOException e) {
            throw inMemory(e);
        }
        System.arraycopy(next, 0, shown, 0, next.length);
        before = pixels;
        isFirst = false;
    }

    /** The smallest rectangle that holds all changes; a single pixel if there is none. */
    private Rectangle changed(byte[] next) {
        int top = 0;
        while (top < height - 1 && isSameRow(next, top)) {
            top++;
        }
        int bottom = height - 1;
        while (bottom > top && isSameRow(next, bottom)) {
            bottom--;
        }
        int left = width - 1;
        int right = 0;
        for (int y = top; y <= bottom; y++) {
            int difference = Arrays.mismatch(next, y * width, (y + 1) * width, shown, y * width, (y + 1) * width);
            if (difference >= 0) {
                left = Math.min(left, difference);
                int x = width - 1;
                while (next[y * width + x] == shown[y * width + x]) {
                    x--;
                }
                right = Math.max(right, x);
            }
        }
        return left > right ? new Rectangle(0, 0, 1, 1) : new Rectangle(left, top, right - left + 1, bottom - top + 1);
    }

    private boolean isSameRow(byte[] next, int y) {
        return Arrays.equals(next, y * width, (y + 1) * width, shown, y * width, (y + 1) * width);
    }

    /** Writes one row; a pixel that has not changed goes on with the run to its left, be it transparent or not. */
    private void fill(byte[] data, int to, byte[] next, int from, int count) {
        byte clear = (byte) transparent;
        byte before = clear;
        for (int i = 0; i < count; i++) {
            byte color = next[from + i];
            boolean isUnchanged = !isFirst && color == shown[from + i];
            before = isUnchanged && color != before ? clear : color;
            data[to + i] = before;
        }
    }

    private IIOMetadata imageMetadata(BufferedImage image, Rectangle part, int milliseconds)
            throws IIOInvalidTreeException {
        var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        var root = new IIOMetadataNode(IMAGE_FORMAT);
        root.appendChild(node(
                "ImageDescriptor",
                "imageLeftPosition",
                part.x,
                "imageTopPosition",
                part.y,
                "imageWidth",
                part.width,
                "imageHeight",
                part.height,
                "interlaceFlag",
                "FALSE"));
        root.appendChild(node(
                "GraphicControlExtension",
                "disposalMethod",
                "doNotDispose",
                "userInputFlag",
                "FALSE",
                "transparentColorFlag",
                isFirst ? "FALSE" : "TRUE",
                "delayTime",
                Math.round(milliseconds / 10.0),
                "transparentColorIndex",
                transparent));
        if (isFirst) {
            root.appendChild(loop());
            var comments = new IIOMetadataNode("CommentExtensions");
            comments.appendChild(node("CommentExtension", "value", comment));
            root.appendChild(comments);
        }
        metadata.setFromTree(IMAGE_FORMAT, root);
        return metadata;
    }

    /** Netscape's extension: block 1 holds the number of repetitions, 0 for no end. */
    private static IIOMetadataNode loop() {
        var extension = node("ApplicationExtension", "applicationID", "NETSCAPE", "authenticationCode", "2.0");
        extension.setUserObject(new byte[] {1, 0, 0});
        var extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(extension);
        return extensions;
    }

    /** Ends the file and returns it. */
    byte[] finish() {
        try {
            writer.endWriteSequence();
            out.flush();
        } catch (IOException e) {
            throw inMemory(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
