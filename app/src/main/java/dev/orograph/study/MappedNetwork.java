package dev.orograph.study;

import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.run.RunFolder;
import java.util.function.LongFunction;

/**
 * A network that is to be mapped beside others.
 *
 * @param name what tells it from the others
 * @param folder receives its surfaces
 * @param recipe of the survey along directions of a seed; its ranges are replaced by the common ones
 */
public record MappedNetwork(String name, RunFolder folder, LongFunction<SurveyRecipe> recipe) {}
