/** Tests of studies, on numbers made by hand. */
@NullMarked
package dev.orograph.study;

import org.jspecify.annotations.NullMarked;
