/** Tests of the commands, run in this process. */
@NullMarked
package dev.orograph.cli;

import org.jspecify.annotations.NullMarked;
