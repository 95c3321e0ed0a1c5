package dev.orograph.provenance;

/** Puts a specification together, leaving out what is as by default. Not thread-safe. */
public final class SpecificationText {
    private final StringBuilder text;
    private char separator = ':';

    public SpecificationText(String name) {
        this.text = new StringBuilder(name);
    }

    public SpecificationText add(String key, Object value) {
        text.append(separator).append(key).append('=').append(value);
        separator = ',';
        return this;
    }

    public SpecificationText add(String key, double value, double byDefault) {
        return Double.compare(value, byDefault) == 0 ? this : add(key, value);
    }

    public SpecificationText add(String key, long value, long byDefault) {
        return value == byDefault ? this : add(key, value);
    }

    public SpecificationText add(String key, boolean value) {
        return value ? add(key, "true") : this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
