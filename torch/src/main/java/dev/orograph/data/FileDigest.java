package dev.orograph.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A digest that the publisher of a file states. MD5 guards against damage on the way, not against forgery; it is what
 * most publishers of data sets give.
 *
 * @param algorithm Java's name of it, such as {@code MD5}
 * @param hex hexadecimal digits, compared without regard to case
 */
public record FileDigest(String algorithm, String hex) {
    private static final int BLOCK = 1 << 16;

    public FileDigest {
        hex = hex.toLowerCase(Locale.ROOT);
        create(algorithm);
    }

    static FileDigest md5(String hex) {
        return new FileDigest("MD5", hex);
    }

    /** Whether a file has this digest. */
    public boolean matches(Path path) throws IOException {
        return of(algorithm, path).equals(hex);
    }

    /** The digest of a file in hexadecimal. */
    static String of(String algorithm, Path path) throws IOException {
        var digest = create(algorithm);
        try (var stream = Files.newInputStream(path)) {
            var block = new byte[BLOCK];
            for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
                digest.update(block, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest create(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("digest algorithm " + algorithm + " is unknown", e);
        }
    }
}
