package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import java.util.Locale;
import java.util.Objects;

/** Claims that the tests of several formats share. */
final class FormatAssertions {
    private FormatAssertions() {}

    /** The content of the fixtures called {@code types}. */
    static void assertEveryType(NamedArrays arrays) {
        for (var type :
                new ElementType[] {ElementType.FLOAT64, ElementType.FLOAT32, ElementType.FLOAT16, ElementType.BFLOAT16
                }) {
            var block = block(arrays, type.name().toLowerCase(Locale.ROOT));
            assertThat(block.type()).isEqualTo(type);
            assertThat(block.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(block.toDoubles()).containsExactly(-.75, -.5, -.25, 0, .25, .5);
        }
        for (var type : new ElementType[] {ElementType.INT64, ElementType.INT32, ElementType.INT16, ElementType.INT8}) {
            var block = block(arrays, type.name().toLowerCase(Locale.ROOT));
            assertThat(block.type()).isEqualTo(type);
            assertThat(block.toDoubles()).containsExactly(-3, -2, -1, 0, 1, 2);
        }
        assertThat(block(arrays, "uint8").type()).isEqualTo(ElementType.UINT8);
        assertThat(block(arrays, "uint8").toDoubles()).containsExactly(0, 1, 255);
        assertThat(block(arrays, "bool").type()).isEqualTo(ElementType.BOOL);
        assertThat(block(arrays, "bool").toDoubles()).containsExactly(1, 0, 1);
        assertThat(block(arrays, "scalar").shape()).isEqualTo(Shape.of());
        assertThat(block(arrays, "scalar").toDoubles()).containsExactly(2.5);
        assertThat(block(arrays, "empty").shape()).isEqualTo(Shape.of(0, 3));
    }

    static void assertSameBlocks(NamedArrays actual, NamedArrays expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        for (var block : expected.blocks()) {
            var other = block(actual, block.name());
            assertThat(other.type()).isEqualTo(block.type());
            assertThat(other.shape()).isEqualTo(block.shape());
            assertThat(other.data()).isEqualTo(block.data());
        }
    }

    static NamedArray block(NamedArrays arrays, String name) {
        return Objects.requireNonNull(arrays.find(name), name);
    }

    static void isOneLine(Throwable exception) {
        assertThat(exception.getMessage()).isNotBlank().doesNotContain("\n");
    }
}
