package dev.orograph.figure;

/** One cell of a figure: axes with what is drawn over them. */
public sealed interface Panel permits Plot, Surface3D, Key {
    /** The title above the axes; may be empty. */
    String title();
}
