/** What numbers of this size allow to be said: intervals for rates, means and their changes. Pure functions. */
@NullMarked
package app.toward.statistics;

import org.jspecify.annotations.NullMarked;
