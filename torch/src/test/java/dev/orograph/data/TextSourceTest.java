package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.Shape;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
    @TempDir
    Path directory;

    private DataSource source(String text, String parameters) throws IOException {
        var file = Files.writeString(directory.resolve("a,b.txt"), text);
        return DataSources.byName(
                "text:" + file + parameters,
                DataSettings.defaults(directory).withValidationSamples(parameters.contains("stride") ? 1 : 0));
    }

    private DataSet load(DataSource source, Split split) throws IOException {
        return source.load(DataRequest.of(split), Listener.NONE);
    }

    @Test
    void windowsPredictTheNextCharacters() throws IOException {
        try (var data = load(source("abcabdabc", ",context=3,test=0"), Split.TRAIN)) {
            assertThat(data.inputShape()).isEqualTo(Shape.of(3));
            assertThat(data.classes()).hasValue(4);
            assertThat(data.outputShape()).isEqualTo(Shape.of(3, 4));
            // nine characters hold two windows with a character after each
            assertThat(Tensors.toFloats(data.inputs())).containsExactly(0, 1, 2, 0, 1, 3);
            assertThat(Tensors.toDoubles(data.targets())).containsExactly(1, 2, 0, 1, 3, 0);
        }
    }

    @Test
    void partsDoNotOverlapAndShareOneVocabulary() throws IOException {
        var source = source("aaaaaaaaaabbbbbbbbbz", ",context=2,stride=1,test=0.5");
        assertThat(source.splits()).containsExactly(Split.TRAIN, Split.VALIDATION, Split.TEST);
        try (var train = load(source, Split.TRAIN);
                var validation = load(source, Split.VALIDATION);
                var test = load(source, Split.TEST)) {
            assertThat(train.size() + validation.size()).isEqualTo(8);
            assertThat(validation.size()).isEqualTo(1);
            assertThat(test.size()).isEqualTo(8);
            assertThat(train.classes()).hasValue(3);
            assertThat(Tensors.toDoubles(train.inputs())).containsOnly(0);
            assertThat(Tensors.toDoubles(test.inputs())).containsOnly(1);
            assertThat(Tensors.toDoubles(test.targets())).containsOnly(1, 2);
        }
    }

    @Test
    void charactersAreCodePoints() throws IOException {
        var vocabulary = Vocabulary.of("é𝄞a𝄞");
        assertThat(vocabulary.size()).isEqualTo(3);
        assertThat(vocabulary.encode("𝄞a")).containsExactly(2, 0);
        assertThat(vocabulary.decode(1, 2)).isEqualTo("é𝄞");
        assertThatThrownBy(() -> vocabulary.encode("b"))
                .hasMessage("the character 'b' does not occur in the text that the network learned, so it has no number"
                        + " for it");
    }

    @Test
    void wrongRequestsAreAnsweredWithOneSentence() throws IOException {
        assertThatThrownBy(() -> load(source("abc", ",context=3"), Split.TRAIN))
                .hasMessageContaining("has 3 characters, too few for windows of 3 and the one after");
        assertThatThrownBy(() -> source("abc", ",context=x")).hasMessageContaining("parameter context=x");
        assertThatThrownBy(() -> source("abc", ",test=1")).hasMessageContaining("must be a share below 1");
        assertThatThrownBy(() -> load(source("", ""), Split.TRAIN)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> load(source("abcdefgh", ",context=2,test=0"), Split.TEST))
                .hasMessageContaining("has no test samples; use split train");
        assertThatThrownBy(() -> DataSources.byName("text:", DataSettings.defaults(directory)))
                .hasMessage("data set 'text:' needs the path of a text after text:");
        Files.write(directory.resolve("binary"), new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(() -> DataSources.vocabulary("text:" + directory.resolve("binary")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no text in UTF-8");
        assertThatThrownBy(() -> DataSources.vocabulary("digits"))
                .hasMessage("data set digits is no text; only networks of text:FILE write");
    }
}
