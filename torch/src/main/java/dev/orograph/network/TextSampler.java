package dev.orograph.network;

import dev.orograph.data.Vocabulary;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Writes text with a causal network that gives scores [length, characters]: each next character is drawn from the softmax of
 * the scores over the temperature, or is the best one at temperature 0. Borrows everything; belongs to one thread.
 *
 * @param model whose every output depends on no later input
 * @param weights of the model
 * @param vocabulary as many characters as the model scores
 * @param context characters that the model sees at once
 */
public record TextSampler(Model model, Weights weights, Vocabulary vocabulary, int context) {
    /**
     * What follows a text; the same for the same seed.
     *
     * @param prompt at least one character, all of the vocabulary
     * @param length number of characters to write
     * @param temperature at least 0
     * @throws IllegalArgumentException if one of these is otherwise
     */
    public String continuation(String prompt, int length, double temperature, long seed) {
        if (prompt.isEmpty()) {
            throw new IllegalArgumentException("the prompt is empty; give at least one character to go on from");
        }
        if (length < 1) {
            throw new IllegalArgumentException("length " + length + " must be at least 1 character");
        }
        if (!(temperature >= 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature " + temperature + " must be a number of at least 0");
        }
        var given = vocabulary.encode(prompt);
        var characters = Arrays.copyOf(given, given.length + length);
        var random = RandomStream.of(seed);
        for (int at = given.length; at < characters.length; at++) {
            characters[at] = choice(scores(characters, at), temperature, random.nextDouble());
        }
        return vocabulary.decode(Arrays.copyOfRange(characters, given.length, characters.length));
    }

    /** Scores of the character at a position from those before it; what stands after the last of them does not matter. */
    private double[] scores(int[] characters, int at) {
        int from = Math.max(0, at - context);
        var window = new float[context];
        for (int i = from; i < at; i++) {
            window[i - from] = characters[i];
        }
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            var input = Tensors.of(window, 1, context).to(weights.theta().scalar_type());
            var output = model.forward(weights.theta(), weights.state(), input, Mode.EVALUATION);
            return Tensors.toDoubles(output.select(0, 0).select(0, at - from - 1));
        }
    }

    /**
     * The first character at which the sum of probabilities exceeds a number.
     *
     * @param uniform at least 0 and below 1
     */
    private static int choice(double[] scores, double temperature, double uniform) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        if (temperature == 0) {
            return best;
        }
        var shares = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            shares[i] = StrictMath.exp((scores[i] - scores[best]) / temperature);
            sum += shares[i];
        }
        double left = uniform * sum;
        for (int i = 0; i < scores.length; i++) {
            left -= shares[i];
            if (left < 0) {
                return i;
            }
        }
        return best;
    }
}
