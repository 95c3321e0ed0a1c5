package dev.orograph.bench;

import dev.orograph.data.DataRecipe;
import dev.orograph.network.ModelRecipe;
import java.util.Map;

/** The network and data of every comparison: an MLP 784-256-192-128-64-10 on FashionMNIST as (v/255 − ½)/½. */
final class Chapter {
    static final ModelRecipe MODEL = new ModelRecipe("mlp", Map.of("widths", "256,192,128,64"));

    static final DataRecipe DATA = new DataRecipe("fashion-mnist", "half", 0, 0, 0);

    private Chapter() {}
}
