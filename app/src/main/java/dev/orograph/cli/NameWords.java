package dev.orograph.cli;

import java.util.Arrays;
import java.util.List;

/**
 * What is said about a name in a list.
 *
 * @param takes its parameters, in the order of the error that names them; empty for none
 * @param is what it is, in a few words
 */
record NameWords(String takes, String is) {
    /** List, name, what it is, parameters. */
    private static final String TABLE = """
            optimizers | sgd | gradient descent, with momentum | lr, momentum, dampening, weight_decay, nesterov, maximize
            optimizers | adam | steps scaled by running moments | lr, beta1, beta2, eps, weight_decay, amsgrad,\
             decoupled_weight_decay, maximize
            optimizers | adamw | adam with decoupled weight decay | lr, beta1, beta2, eps, weight_decay, amsgrad, maximize
            optimizers | nadam | adam with Nesterov's momentum | lr, beta1, beta2, eps, weight_decay, momentum_decay,\
             decoupled_weight_decay, maximize
            optimizers | radam | adam, rectified while moments are young | lr, beta1, beta2, eps, weight_decay,\
             decoupled_weight_decay, maximize
            optimizers | adamax | adam with the largest gradient in place of the mean square | lr, beta1, beta2, eps,\
             weight_decay, maximize
            optimizers | adagrad | steps scaled by the sum of squared gradients | lr, lr_decay, weight_decay,\
             initial_accumulator_value, eps, maximize
            optimizers | adadelta | steps scaled by mean squares of gradients and steps | lr, rho, eps, weight_decay, maximize
            optimizers | rmsprop | steps scaled by the mean square of gradients | lr, alpha, eps, weight_decay, momentum,\
             centered, maximize
            optimizers | rprop | steps by the signs of gradients, for full batches | lr, etaminus, etaplus, step_min,\
             step_max, maximize
            optimizers | asgd | gradient descent with averaged parameters | lr, lambd, alpha, t0, weight_decay, maximize
            optimizers | adafactor | adaptive steps from row and column factors | lr, beta2_decay, eps1, eps2, d,\
             weight_decay, maximize
            optimizers | muon | orthogonalised momentum for matrices, adamw for the rest | lr, weight_decay, momentum,\
             nesterov, ns_coefficients, ns_steps, eps, adjust_lr_fn, all, adamw_lr, adamw_beta1, adamw_beta2, adamw_eps,\
             adamw_weight_decay
            optimizers | lbfgs | quasi-Newton, best with full batches | lr, max_iter, max_eval, tolerance_grad,\
             tolerance_change, history_size, line_search_fn
            optimizers | lion | the sign of a mean of gradients | lr, beta1, beta2, weight_decay
            optimizers | sophia-g | momentum clipped by a Gauss-Newton diagonal | lr, beta1, beta2, rho, weight_decay,\
             interval, seed
            optimizers | sophia-h | momentum clipped by Hutchinson's diagonal | lr, beta1, beta2, rho, weight_decay,\
             interval, seed
            optimizers | lamb | adam with a trust ratio per block | lr, beta1, beta2, eps, weight_decay
            optimizers | lars | momentum with a local rate per block | lr, momentum, weight_decay, trust
            optimizers | adabelief | steps scaled by how far gradients are from expected | lr, beta1, beta2, eps,\
             weight_decay, rectify
            optimizers | shampoo | a preconditioner for each dimension of a block | lr, momentum, weight_decay, eps,\
             exponent, interval, limit
            optimizers | schedule-free-adamw | adamw that averages in place of a schedule | lr, beta1, beta2, eps, weight_decay
            optimizers | prodigy | adam that finds its own rate | lr, beta1, beta2, eps, weight_decay, d0
            optimizers | chapter-momentum | momentum as a running mean | lr, momentum, weight_decay
            optimizers | sam | another optimizer at a point uphill, as in sam:rho=0.05+sgd:lr=0.1 | rho
            optimizers | asam | the same, uphill in proportion to the weights | rho
            schedules | constant | the same rate throughout | warmup
            schedules | step | a factor every so many epochs | every, at, factor, warmup
            schedules | multi-step | a factor at certain epochs | every, at, factor, warmup
            schedules | exponential | a factor every epoch | gamma, warmup
            schedules | polynomial | a power of the share that is left | power, total, final, warmup
            schedules | cosine | half a cosine down to the end | final, warmup
            schedules | cosine-restarts | cosines one after the other | T_0, T_mult, final, warmup
            schedules | one-cycle | up once and down once | pct_start, div_factor, final_div_factor, anneal_strategy,\
             three_phase, warmup
            schedules | plateau | a factor where a loss stops falling | factor, patience, threshold, threshold_mode, cooldown,\
             min, watch, warmup
            losses | cross-entropy | of logits and labels | smoothing
            losses | nll | of log-probabilities and labels |
            losses | focal | cross-entropy with less weight on what is easy | gamma, alpha
            losses | hinge | margins between the right label and others | p, margin
            losses | bce | binary cross-entropy of logits |
            losses | mse | mean squared error |
            losses | l1 | mean absolute error |
            losses | huber | squared near 0, absolute further out | delta
            losses | smooth-l1 | the same, scaled to a slope of 1 | beta
            initialisers | default | as torch does |
            initialisers | lecun-normal | variance 1/n_in | gain, activation, a, fan
            initialisers | lecun-uniform | variance 1/n_in, uniform | gain, activation, a, fan
            initialisers | xavier-normal | variance 2/(n_in + n_out) | gain, activation, a, fan
            initialisers | xavier-uniform | variance 2/(n_in + n_out), uniform | gain, activation, a, fan
            initialisers | kaiming-normal | variance 2/n_in | gain, activation, a, fan
            initialisers | kaiming-uniform | variance 2/n_in, uniform | gain, activation, a, fan
            initialisers | orthogonal | orthonormal rows or columns | gain, activation, a
            initialisers | scaled-orthogonal | orthonormal, times √(2/n_in) | gain
            initialisers | l-momentum | uniform, brought to a standard deviation of √α | alpha
            initialisers | l-momentum-scaled | uniform, brought to √(α/n_in) | alpha
            initialisers | emergence-promoting | a deviation that grows with depth | damped
            initialisers | truncated-normal | normal, drawn again outside an interval | mean, std, low, high
            initialisers | normal | the same normal numbers in every layer | mean, std
            initialisers | uniform | the same uniform numbers in every layer | low, high
            initialisers | constant | equal numbers | value
            initialisers | constant-variance | normal of one small deviation | std
            initialisers | zeros | zeros |
            initialisers | lsuv | orthonormal, then every output to variance 1 on a batch | tolerance, rounds, samples
            """;

    /**
     * What is said about a name.
     *
     * @throws IllegalStateException if nothing is, which is a gap in the table
     */
    static NameWords of(String list, String name) {
        return TABLE.lines()
                .map(NameWords::cells)
                .filter(cells -> cells.get(0).equals(list) && cells.get(1).equals(name))
                .findFirst()
                .map(cells -> new NameWords(cells.get(3), cells.get(2)))
                .orElseThrow(() -> new IllegalStateException("nothing is said about " + name + " of " + list));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }
}
