/** What was measured of a landscape, as immutable plain numbers: axes, grids, surfaces, paths and series. Feeds figures, analyses and files. */
@NullMarked
package dev.orograph.measurement;

import org.jspecify.annotations.NullMarked;
