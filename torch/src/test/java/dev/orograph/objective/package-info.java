@NullMarked
package dev.orograph.objective;

import org.jspecify.annotations.NullMarked;
