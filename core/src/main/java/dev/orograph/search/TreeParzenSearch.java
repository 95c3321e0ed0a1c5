package dev.orograph.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011, NeurIPS 24): the best share of the trials so far and the
 * others are each made into a density of places, parameter by parameter, and of some places drawn from the first density
 * the one with the highest ratio of the two is tried. The first trials are random.
 */
public final class TreeParzenSearch implements Proposer {
    /** Random trials before there is enough to model. */
    static final int STARTUP = 10;

    /** Places drawn, of which the most promising is tried; the paper's number. */
    private static final int CANDIDATES = 24;

    /** Share of the trials that count as good, the paper's γ. */
    private static final double GOOD = 0.15;

    private final RandomSearch start = new RandomSearch();

    @Override
    public List<Double> propose(List<SearchParameter> space, List<Trial> ended, long seed, int number) {
        if (number < STARTUP || ended.size() < 2) {
            return start.propose(space, ended, seed, number);
        }
        var random = RandomSearch.random(seed, number);
        var sorted = new ArrayList<>(ended);
        sorted.sort(Comparator.comparingDouble(Trial::rank));
        int count = Math.max(1, (int) Math.ceil(GOOD * sorted.size()));
        var good = sorted.subList(0, count);
        var others = sorted.subList(count, sorted.size());
        var places = new ArrayList<Double>();
        for (int i = 0; i < space.size(); i++) {
            places.add(mostPromising(
                    ParzenDensity.of(space.get(i), good, i), ParzenDensity.of(space.get(i), others, i), random));
        }
        return places;
    }

    private static double mostPromising(ParzenDensity good, ParzenDensity others, Random random) {
        double best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            double place = good.draw(random);
            double ratio = Math.log(good.at(place)) - Math.log(others.at(place));
            if (ratio > highest) {
                highest = ratio;
                best = place;
            }
        }
        return best;
    }
}
