package dev.orograph.network;

import java.util.List;

/** Architectures that differ in a number or two, and the parameters they take. */
interface ArchitectureFamily {
    /** Names of its members, in the order to list them. */
    List<String> names();

    /** The parameters that may be given. */
    List<ArchitectureParameter> parameters();

    /** The layers of a member for the given options, whose parameter names have been checked. */
    Layer build(String name, ArchitectureOptions options);
}
