/**
 * Check-ins: rounds in which both members answer the same short template, each without seeing the other's answer until
 * both have shared theirs. A dated round exists by the calendar; what is stored are answers alone.
 */
@NullMarked
package app.toward.checkin;

import org.jspecify.annotations.NullMarked;
