/**
 * Sign-in, refresh, signed-in devices, keys and tokens. Its door is {@link app.toward.session.Caller}: who calls,
 * and that their session lives. It also keeps the credentials, so that every other room can do without them.
 */
@NullMarked
package app.toward.session;

import org.jspecify.annotations.NullMarked;
