@NullMarked
package dev.orograph.optimize;

import org.jspecify.annotations.NullMarked;
