package dev.orograph.network;

/**
 * A parameter of an architecture, for listings.
 *
 * @param name such as {@code widths}
 * @param description what it does and its default
 */
public record ArchitectureParameter(String name, String description) {}
