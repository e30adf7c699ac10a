/**
 * What goes out by e-mail and what comes back by it: confirming an address, changing it, and a password that was
 * forgotten. Its doors are {@link app.toward.mail.WriteLetter} and {@link app.toward.mail.AddressHolder}.
 */
@NullMarked
package app.toward.mail;

import org.jspecify.annotations.NullMarked;
