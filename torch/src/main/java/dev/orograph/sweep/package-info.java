/**
 * Many trainings: what differs between them, several at once on one machine, resumable as a whole, and the search for the
 * best settings. Feeds studies.
 */
@NullMarked
package dev.orograph.sweep;

import org.jspecify.annotations.NullMarked;
