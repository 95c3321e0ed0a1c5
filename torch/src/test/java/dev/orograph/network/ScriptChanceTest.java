package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines of graphs as libtorch prints them. */
class ScriptChanceTest {
    private static final String ON = "  %10 : bool = prim::Constant[value=1]() # functional.py:1491:0\n";
    private static final String OFF = "  %10 : bool = prim::Constant[value=0]() # functional.py:1491:0\n";
    private static final String DROPOUT = "  %input.2 : Tensor = aten::dropout(%17, %11, %10) # functional.py:1491:0\n";

    @Test
    void dropoutCountsOnlyWhereItIsOn() {
        assertThat(ScriptChance.operators(ON + DROPOUT)).containsExactly("dropout with training on");
        assertThat(ScriptChance.operators(OFF + DROPOUT)).isEmpty();
        assertThat(ScriptChance.operators(DROPOUT)).isEmpty();
    }

    @Test
    void batchNormalisationLooksAtItsOwnSwitch() {
        var norm = "  %x : Tensor = aten::batch_norm(%1, %2, %3, %4, %5, %%s, %8, %9, %10)\n";
        assertThat(ScriptChance.operators(ON + norm.replace("%%s", "%7"))).isEmpty();
        assertThat(ScriptChance.operators(ON + norm.replace("%%s", "%10")))
                .containsExactly("batch_norm with training on");
    }

    @Test
    void generatorsAlwaysCount() {
        assertThat(ScriptChance.operators(
                        "  %y : Tensor = aten::rand_like(%x, %1, %2)\n  %z : Tensor = aten::bernoulli(%y, %3)\n"))
                .containsExactly("rand_like", "bernoulli");
    }
}
