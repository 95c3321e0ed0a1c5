package dev.orograph.search;

import java.util.List;

/** Says what to try next. */
public interface Proposer {
    /**
     * Places of the next trial, one for each parameter. The same arguments give the same places.
     *
     * @param space at least one parameter
     * @param ended all trials so far
     * @param seed of everything random
     * @param number of the trial, from 0
     */
    List<Double> propose(List<SearchParameter> space, List<Trial> ended, long seed, int number);
}
