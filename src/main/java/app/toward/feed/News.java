package app.toward.feed;

/** That something was told to somebody. It says neither what nor whom: everybody looks for themselves. */
record News() {}
