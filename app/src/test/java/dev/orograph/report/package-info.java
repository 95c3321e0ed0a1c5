/** Tests of what is told about a run. */
@NullMarked
package dev.orograph.report;

import org.jspecify.annotations.NullMarked;
