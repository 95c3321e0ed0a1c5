/**
 * What is told about a run: its summary, its figures, its trust figures in words, and a self-contained page with all of
 * it. Feeds the command line.
 */
@NullMarked
package dev.orograph.report;

import org.jspecify.annotations.NullMarked;
