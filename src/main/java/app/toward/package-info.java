@NullMarked
package app.toward;

import org.jspecify.annotations.NullMarked;
