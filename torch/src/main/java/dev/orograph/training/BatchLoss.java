package dev.orograph.training;

import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.Evaluation;
import dev.orograph.tensor.State;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Forward and backward pass of one batch in training mode. */
final class BatchLoss {
    private final Model model;
    private final TrainingRecipe recipe;
    private final State state;

    BatchLoss(Model model, TrainingRecipe recipe, State state) {
        this.model = model;
        this.recipe = recipe;
        this.state = state;
    }

    /**
     * What one batch gave.
     *
     * @param gradient of θ's type, in the current scope
     * @param norm Euclidean norm of the whole gradient
     * @param correct number of samples classified right; empty for regression
     */
    record Result(double loss, Tensor gradient, double norm, OptionalLong correct, long samples) {
        boolean isFinite() {
            return Double.isFinite(loss) && Double.isFinite(norm);
        }

        Evaluation evaluation() {
            return new Evaluation(loss, gradient);
        }
    }

    /** Loss and gradient at {@code theta}, which is left as it is; batch-norm statistics move on. */
    Result at(Tensor theta, Batches.Batch batch, long step) {
        var type = recipe.precision().scalarType();
        var leaf = theta.detach().requires_grad_(true);
        var output = model.forward(
                leaf.to(type),
                state,
                batch.inputs().to(type),
                Mode.training(recipe.seeds().dropout(), step));
        var loss = recipe.loss().mean(output, batch.targets());
        var gradient =
                torch.grad(new TensorVector(loss), new TensorVector(leaf)).get(0);
        return new Result(
                loss.item_double(),
                gradient,
                gradient.norm().item_double(),
                correct(output, batch.targets()),
                batch.samples());
    }

    private static OptionalLong correct(Tensor output, Tensor targets) {
        return Loss.isClassification(targets)
                ? OptionalLong.of(Loss.correct(output, targets).item_long())
                : OptionalLong.empty();
    }
}
