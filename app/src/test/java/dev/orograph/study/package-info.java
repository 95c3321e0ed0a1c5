@NullMarked
package dev.orograph.study;

import org.jspecify.annotations.NullMarked;
