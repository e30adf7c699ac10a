/** Draws figures: SVG and PNG, light and dark, for the width of a phone. Knows nothing of what is drawn. */
@NullMarked
package app.toward.chart;

import org.jspecify.annotations.NullMarked;
