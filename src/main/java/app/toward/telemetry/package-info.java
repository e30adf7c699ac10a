/** What whoever runs Toward sees of it: a line and a figure for each request, traces, and what waits to be done. */
@NullMarked
package app.toward.telemetry;

import org.jspecify.annotations.NullMarked;
