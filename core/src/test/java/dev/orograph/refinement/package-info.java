@NullMarked
package dev.orograph.refinement;

import org.jspecify.annotations.NullMarked;
