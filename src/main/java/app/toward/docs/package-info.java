/** The guide for those who build on Toward, and the reference to try out: pages, written once when first asked for. */
@org.jspecify.annotations.NullMarked
package app.toward.docs;
