/** What a result was made from: seeds, settings, digests of the data, versions, threads and machine. Attached to every result, so that it can be repeated. */
@NullMarked
package dev.orograph.provenance;

import org.jspecify.annotations.NullMarked;
