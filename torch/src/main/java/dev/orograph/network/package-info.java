/**
 * Networks as functions of a flat parameter vector: layers and architectures as records, their initialisation, and
 * imported TorchScript modules. Feeds objectives.
 */
@NullMarked
package dev.orograph.network;

import org.jspecify.annotations.NullMarked;
