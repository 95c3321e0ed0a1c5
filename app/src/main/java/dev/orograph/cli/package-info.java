/** The command line: one class per command, and the only package that prints. */
@NullMarked
package dev.orograph.cli;

import org.jspecify.annotations.NullMarked;
