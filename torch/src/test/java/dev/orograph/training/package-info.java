@NullMarked
package dev.orograph.training;

import org.jspecify.annotations.NullMarked;
