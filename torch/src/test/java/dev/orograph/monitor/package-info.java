@NullMarked
package dev.orograph.monitor;

import org.jspecify.annotations.NullMarked;
