/** What a result was made from: seeds, settings and their text forms, digests of the data, versions, threads and machine. Attached to every result, so that it can be repeated. */
@NullMarked
package dev.orograph.provenance;

import org.jspecify.annotations.NullMarked;
