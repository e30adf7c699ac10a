/**
 * Toward's own PostgreSQL, for when none is configured: real PostgreSQL binaries, started as a child process on a
 * directory that holds all of Toward's state and belongs to one Toward at a time. With a JDBC URL configured this room
 * does nothing.
 */
@NullMarked
package app.toward.database;

import org.jspecify.annotations.NullMarked;
