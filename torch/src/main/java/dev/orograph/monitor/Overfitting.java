package dev.orograph.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for a validation loss that rises while the training loss falls. */
final class Overfitting implements Watch {
    private static final int EPOCHS = 3;
    private static final String TRAINING = "training";
    private static final String VALIDATION = "validation";
    private static final String EPOCHS_IN_A_ROW = "epochs";

    private double lastTraining = Double.NaN;
    private double lastValidation = Double.NaN;
    private int inARow;

    @Override
    public boolean concerns(String event) {
        return event.equals("epoch");
    }

    @Override
    public List<Suspicion> look(Map<String, Double> values) {
        double training = values.getOrDefault("train_loss", values.getOrDefault("loss", Double.NaN));
        var watched = values.containsKey("validation_loss") ? "validation" : "test";
        double validation = values.getOrDefault(watched + "_loss", Double.NaN);
        inARow = validation > lastValidation && training < lastTraining ? inARow + 1 : 0;
        lastTraining = training;
        lastValidation = validation;
        if (inARow < EPOCHS) {
            return List.of();
        }
        var sentence = String.format(
                Locale.ROOT,
                "the network overfits: its %s loss has risen to %.4g in %d epochs while the training loss fell to %.4g;"
                        + " stop with --patience, or try weight decay or augmentation",
                watched,
                validation,
                inARow,
                training);
        return List.of(new Suspicion("", validation, training, sentence));
    }

    @Override
    public Map<String, String> memory() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(TRAINING, Double.toString(lastTraining));
        texts.put(VALIDATION, Double.toString(lastValidation));
        texts.put(EPOCHS_IN_A_ROW, Integer.toString(inARow));
        return texts;
    }

    @Override
    public void remember(Map<String, String> memory) {
        lastTraining = Double.parseDouble(memory.getOrDefault(TRAINING, "NaN"));
        lastValidation = Double.parseDouble(memory.getOrDefault(VALIDATION, "NaN"));
        inARow = Integer.parseInt(memory.getOrDefault(EPOCHS_IN_A_ROW, "0"));
    }
}
