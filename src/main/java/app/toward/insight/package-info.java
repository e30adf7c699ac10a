/** What the bids and check-ins of two people add up to. Reads the tables of other rooms and owns no truth. */
@NullMarked
package app.toward.insight;

import org.jspecify.annotations.NullMarked;
