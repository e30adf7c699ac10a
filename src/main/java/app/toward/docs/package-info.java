/**
 * The guide for those who build on Toward, the reference to try out, and the contract: written once, when first asked for.
 */
@org.jspecify.annotations.NullMarked
package app.toward.docs;
