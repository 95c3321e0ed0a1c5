@NullMarked
package dev.orograph.run;

import org.jspecify.annotations.NullMarked;
