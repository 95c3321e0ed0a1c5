package dev.orograph.run;

import java.nio.file.Path;

/**
 * A checkpoint in a run folder.
 *
 * @param epoch number of the epoch after which it was written; 0 is the initialisation
 * @param file weights by block name, and the state beside them
 */
public record Checkpoint(int epoch, Path file) {}
