package dev.orograph.optimize;

/** Puts a specification together, leaving out what is as by default. Not thread-safe. */
final class SpecificationText {
    private final StringBuilder text;
    private char separator = ':';

    SpecificationText(String name) {
        this.text = new StringBuilder(name);
    }

    SpecificationText add(String key, Object value) {
        text.append(separator).append(key).append('=').append(value);
        separator = ',';
        return this;
    }

    SpecificationText add(String key, double value, double byDefault) {
        return Double.compare(value, byDefault) == 0 ? this : add(key, value);
    }

    SpecificationText add(String key, long value, long byDefault) {
        return value == byDefault ? this : add(key, value);
    }

    SpecificationText add(String key, boolean value) {
        return value ? add(key, "true") : this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
