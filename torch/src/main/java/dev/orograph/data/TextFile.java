package dev.orograph.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text, read whole. */
final class TextFile {
    private TextFile() {}

    /**
     * The text of a file in UTF-8.
     *
     * @throws IOException naming the file, if there is none, it is empty or no text
     */
    static String read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is no file; name a text in UTF-8, as in text:book.txt,context=64");
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            if (text.isEmpty()) {
                throw new IOException(path + " is empty; there is nothing to learn from it");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is no text in UTF-8; convert it first", e);
        }
    }
}
