/** Tests of what was measured. */
@NullMarked
package dev.orograph.measurement;

import org.jspecify.annotations.NullMarked;
