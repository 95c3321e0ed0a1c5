/** What a user of the library writes; stands in the README. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
