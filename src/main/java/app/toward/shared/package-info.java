/**
 * What every room speaks with: problem documents, pages, entity tags, keys, strict JSON. It knows no
 * word of the domain and imports no other room.
 */
@NullMarked
package app.toward.shared;

import org.jspecify.annotations.NullMarked;
