@NullMarked
package dev.orograph.provenance;

import org.jspecify.annotations.NullMarked;
