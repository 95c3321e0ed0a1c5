/**
 * The run folder: manifest, metrics, checkpoints, surfaces and the journals of surveys under way. The only place that
 * knows its layout; whatever is killed while writing here leaves a folder that can be opened and gone on with.
 */
@NullMarked
package dev.orograph.run;

import org.jspecify.annotations.NullMarked;
