/** Tests of the search for settings. */
@NullMarked
package dev.orograph.search;

import org.jspecify.annotations.NullMarked;
