@NullMarked
package dev.orograph.curvature;

import org.jspecify.annotations.NullMarked;
