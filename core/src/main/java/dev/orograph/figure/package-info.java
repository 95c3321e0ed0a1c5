/** Figures as immutable descriptions: panels of marks over scales, and shaded 3-D surfaces, laid out with known text boxes, written as SVG and rendered to PNG without any installed font. Feeds reports and the command line. */
@NullMarked
package dev.orograph.figure;

import org.jspecify.annotations.NullMarked;
