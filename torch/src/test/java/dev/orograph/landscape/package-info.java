@NullMarked
package dev.orograph.landscape;

import org.jspecify.annotations.NullMarked;
