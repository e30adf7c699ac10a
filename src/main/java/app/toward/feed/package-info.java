/** What has changed for whom. Its door is {@link app.toward.feed.Feed}. */
@NullMarked
package app.toward.feed;

import org.jspecify.annotations.NullMarked;
