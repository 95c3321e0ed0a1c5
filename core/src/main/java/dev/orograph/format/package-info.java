/** One class per file format: safetensors, torch files, HDF5 surfaces and directions, CSV and VTP, each written whole or not at all and read with every size checked. Feeds run folders, the command line and the tools of others. */
@NullMarked
package dev.orograph.format;

import org.jspecify.annotations.NullMarked;
