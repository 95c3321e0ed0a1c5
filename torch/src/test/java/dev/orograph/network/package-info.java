@NullMarked
package dev.orograph.network;

import org.jspecify.annotations.NullMarked;
