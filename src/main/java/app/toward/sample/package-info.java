/**
 * Two people to try Toward with, in the dev mode alone: nothing here is part of any other build. They come in over HTTP
 * like everybody else, so their history is made by the same code as real ones.
 */
@NullMarked
package app.toward.sample;

import org.jspecify.annotations.NullMarked;
