/** What one account has here, as a file to take along. It asks every room for its {@link app.toward.shared.Belongings}. */
@NullMarked
package app.toward.export;

import org.jspecify.annotations.NullMarked;
