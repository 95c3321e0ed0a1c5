package dev.orograph.search;

import java.util.List;
import java.util.Random;

/** Every trial anywhere in the space, whatever the others showed (Bergstra and Bengio 2012, JMLR 13). */
public final class RandomSearch implements Proposer {
    /** The multiplier of a linear congruential generator (Steele and Vigna 2021, arXiv 2001.05304), to part the streams. */
    private static final long SPREAD = 0xd1342543de82ef95L;

    @Override
    public List<Double> propose(List<SearchParameter> space, List<Trial> ended, long seed, int number) {
        var random = random(seed, number);
        return space.stream().map(parameter -> place(parameter, random)).toList();
    }

    /** A stream for each trial, so that none depends on how many were proposed before. */
    static Random random(long seed, int number) {
        return new Random(seed * SPREAD + (number + 1L) * 0x9e3779b97f4a7c15L);
    }

    static double place(SearchParameter parameter, Random random) {
        return parameter instanceof SearchParameter.Choice choice
                ? random.nextInt(choice.options().size())
                : random.nextDouble();
    }
}
