/** What the OpenAPI document says of all endpoints alike, written at build time so that no endpoint says it again. */
@org.jspecify.annotations.NullMarked
package app.toward.contract;
