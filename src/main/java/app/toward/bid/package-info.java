/** Bids for connection and the two perspectives on each. */
@NullMarked
package app.toward.bid;

import org.jspecify.annotations.NullMarked;
