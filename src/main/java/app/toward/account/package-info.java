/** People who can sign in: registration and profile. */
@NullMarked
package app.toward.account;

import org.jspecify.annotations.NullMarked;
