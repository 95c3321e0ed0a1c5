/** Checks of the whole house. */
@NullMarked
package dev.orograph;

import org.jspecify.annotations.NullMarked;
