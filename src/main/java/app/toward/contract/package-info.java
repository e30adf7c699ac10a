/** The API's contract, for all who read it. What writes it from the code is in the tests' part of this package. */
@org.jspecify.annotations.NullMarked
package app.toward.contract;
