package dev.orograph.sweep;

import dev.orograph.training.Experiment;
import java.nio.file.Path;

/**
 * A training that is to be there in the end.
 *
 * @param name what tells it from the others
 * @param experiment how it is trained
 * @param folder its run folder, whether it exists or not
 */
public record PlannedRun(String name, Experiment experiment, Path folder) {}
