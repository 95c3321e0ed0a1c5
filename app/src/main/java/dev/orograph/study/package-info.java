/**
 * Published experiments, repeated: networks are trained, mapped over the same seeds and ranges, and compared, each
 * experiment resumable as a whole and ending in a folder with figures, a table and what was measured. Feeds the command
 * line.
 */
@NullMarked
package dev.orograph.study;

import org.jspecify.annotations.NullMarked;
