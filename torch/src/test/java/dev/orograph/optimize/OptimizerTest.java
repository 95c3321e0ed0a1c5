package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OptimizerTest {
    private static final Layout LAYOUT =
            Layout.builder().add("weight", BlockKind.WEIGHT, 1, 3).build();

    /** ½|θ|². */
    private static final LossFunction BOWL = theta -> new Evaluation(
            theta.square().sum().item_double() / 2, theta.detach().clone());

    private static Tensor start() {
        return Tensors.of(new float[] {1, -2, 3}, 3);
    }

    private static final class Walk {
        private static void steps(Optimizer optimizer, Tensor theta, int count) {
            for (int i = 0; i < count; i++) {
                try (var scope = new PointerScope()) {
                    optimizer.step(BOWL, theta, 0.05);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd",
                "sgd:lr=0.1,momentum=0.9,dampening=0.5",
                "sgd:lr=0.1,momentum=0.9,nesterov=true",
                "adam",
                "adam:lr=0.1,amsgrad=true",
                "adamw:lr=0.1",
                "nadam",
                "radam:beta2=0.5,weight_decay=0.1,decoupled_weight_decay=true",
                "adamax",
                "adagrad:lr_decay=0.1,initial_accumulator_value=0.1",
                "adadelta",
                "rmsprop:momentum=0.9,centered=true",
                "rprop",
                "asgd:t0=2",
                "adafactor",
                "muon",
                "muon:all=true,nesterov=false",
                "lbfgs:lr=0.1,max_iter=2"
            })
    void goesOnExactlyFromItsState(String text) {
        var settings = OptimizerSettings.parse(text);
        try (var scope = new PointerScope();
                var unbroken = settings.start(LAYOUT, start());
                var stopped = settings.start(LAYOUT, start());
                var resumed = settings.start(LAYOUT, start())) {
            var expected = start();
            Walk.steps(unbroken, expected, 7);
            var theta = start();
            Walk.steps(stopped, theta, 3);
            resumed.restore(stopped.state());
            Walk.steps(resumed, theta, 4);
            assertThat(Tensors.toFloats(theta)).containsExactly(Tensors.toFloats(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd:lr=0.1",
                "sgd:lr=0.1,momentum=0.9,weight_decay=5.0E-4,nesterov=true",
                "adam:lr=0.001,beta1=0.8,amsgrad=true",
                "adamw:lr=3.0E-4,weight_decay=0.1,maximize=true",
                "adam:lr=0.001,weight_decay=0.1,decoupled_weight_decay=true",
                "nadam:lr=0.1,beta1=0.8,beta2=0.99,eps=1.0E-6,weight_decay=0.1,momentum_decay=0.01,"
                        + "decoupled_weight_decay=true,maximize=true",
                "radam:lr=0.1,beta1=0.8,beta2=0.99,eps=1.0E-6,weight_decay=0.1,decoupled_weight_decay=true,maximize=true",
                "adamax:lr=0.1,beta1=0.8,beta2=0.99,eps=1.0E-6,weight_decay=0.1,maximize=true",
                "adagrad:lr=0.1,lr_decay=0.1,weight_decay=0.1,initial_accumulator_value=0.2,eps=1.0E-6,maximize=true",
                "adadelta:lr=0.1,rho=0.8,eps=1.0E-4,weight_decay=0.1,maximize=true",
                "rmsprop:lr=0.1,alpha=0.9,eps=1.0E-6,weight_decay=0.1,momentum=0.9,centered=true,maximize=true",
                "rprop:lr=0.1,etaminus=0.6,etaplus=1.4,step_min=1.0E-4,step_max=1.0,maximize=true",
                "asgd:lr=0.1,lambd=0.01,alpha=0.6,t0=5.0,weight_decay=0.1,maximize=true",
                "adafactor:lr=0.1,beta2_decay=-0.5,eps1=1.0E-6,eps2=0.01,d=2.0,weight_decay=0.1,maximize=true",
                "muon:lr=0.1,weight_decay=0.2,momentum=0.9,nesterov=false,ns_coefficients=2.0/-1.5/0.5,ns_steps=9,"
                        + "eps=1.0E-6,adjust_lr_fn=match_rms_adamw,all=true,adamw_lr=0.01,adamw_beta1=0.8,"
                        + "adamw_beta2=0.95,adamw_eps=1.0E-6,adamw_weight_decay=0.1",
                "lbfgs:lr=0.1,max_iter=5,max_eval=9,tolerance_grad=1.0E-5,tolerance_change=1.0E-6,history_size=3,"
                        + "line_search_fn=strong_wolfe"
            })
    void textFormsReadBack(String text) {
        assertThat(OptimizerSettings.parse(text).text()).isEqualTo(text);
    }

    @Test
    void jsonHoldsTheTextForm() {
        OptimizerSettings settings = Adam.defaults();
        var json = JsonMapper.shared().writeValueAsString(settings);
        assertThat(json).isEqualTo("\"adam:lr=0.001\"");
        assertThat(JsonMapper.shared().readValue(json, OptimizerSettings.class)).isEqualTo(settings);
    }

    @Test
    void clipsByTheNormOfTheWholeVector() {
        assertThat(clipped(new double[] {3, 4}, new ClipByNorm(10))).containsExactly(3, 4);
        assertThat(clipped(new double[] {3, 4}, new ClipByNorm(1)))
                .containsExactly(new double[] {0.6, 0.8}, within(1e-6));
    }

    @Test
    void transformsChain() {
        assertThat(clipped(new double[] {3, -40}, new ClipByValue(4), new ClipByNorm(2.5)))
                .containsExactly(new double[] {1.5, -2}, within(1e-6));
    }

    @Test
    void aLinkMayOverwriteWhatTheMomentumBeforeItGivesOut() {
        try (var scope = new PointerScope();
                var chain = Chain.of(new Momentum(0.5, 0, false, start()), new ClipByNorm(1e-3))) {
            Walk.steps(chain, start(), 1);
            var buffer = Objects.requireNonNull(chain.state().find("momentum_buffer"));
            assertThat(buffer.toDoubles()).containsExactly(1, -2, 3);
        }
    }

    /** The step of a chain from 0 at a learning rate of 1, with the sign turned. */
    private static double[] clipped(double[] gradient, Transform... transforms) {
        try (var scope = new PointerScope();
                var chain = Chain.of(transforms)) {
            var theta = Tensors.of(new double[gradient.length], gradient.length);
            chain.step(point -> new Evaluation(0, Tensors.of(gradient, gradient.length)), theta, 1);
            return Tensors.toDoubles(theta.neg());
        }
    }

    @Test
    void refusesTheStateOfAnotherOptimizer() {
        try (var scope = new PointerScope();
                var plain = Sgd.of(0.1).start(LAYOUT, start());
                var heavy = Sgd.of(0.1).withMomentum(0.9).start(LAYOUT, start())) {
            assertThatThrownBy(() -> heavy.restore(plain.state()))
                    .hasMessage("the optimizer state has no block momentum_buffer; it has step");
        }
    }

    @Test
    void saysWhatIsWrongWithASpecification() {
        assertThatThrownBy(() -> OptimizerSettings.parse("sdg:lr=1"))
                .hasMessage(
                        "optimizer 'sdg' is unknown; choose one of " + String.join(", ", OptimizerSettings.names()));
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd:rate=1"))
                .hasMessage("optimizer sgd has no parameter 'rate'; it has "
                        + "lr, momentum, dampening, weight_decay, nesterov, maximize");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd:lr=x")).hasMessage("optimizer sgd: lr=x is not a number");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd:lr"))
                .hasMessage("optimizer 'sgd:lr' must look like name:key=value,key=value; 'lr' does not");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd:lr=-1"))
                .hasMessage("sgd lr -1.0 must be a number of at least 0.0");
        assertThatThrownBy(() -> OptimizerSettings.parse("adam:beta1=1"))
                .hasMessage("adam beta1 1.0 must be at least 0 and below 1");
        assertThatThrownBy(() -> OptimizerSettings.parse("sgd:nesterov=true"))
                .hasMessage("sgd nesterov=true needs momentum above 0 and dampening 0");
    }
}
