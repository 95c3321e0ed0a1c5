/** Named typed blocks of numbers in plain memory: the form in which weights, directions and data sets are written to files and read back. Feeds the file formats. */
@NullMarked
package dev.orograph.array;

import org.jspecify.annotations.NullMarked;
