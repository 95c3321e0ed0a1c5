/**
 * The search for settings with the lowest loss where every trial is dear: at random, or after a model of what earlier
 * trials have shown. Plain numbers; who runs the trials is elsewhere.
 */
@NullMarked
package dev.orograph.search;

import org.jspecify.annotations.NullMarked;
