@NullMarked
package dev.orograph.tensor;

import org.jspecify.annotations.NullMarked;
