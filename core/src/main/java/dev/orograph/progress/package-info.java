/** How long work reports to whoever started it, how it is asked to stop, and how it says that it ended. */
@NullMarked
package dev.orograph.progress;

import org.jspecify.annotations.NullMarked;
