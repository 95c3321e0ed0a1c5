/** Flatness against closed forms, and the verdict as a table of cases. */
@NullMarked
package dev.orograph.comparison;

import org.jspecify.annotations.NullMarked;
