package app.toward.chart;

import java.util.List;

/** One person's spans, in the order of time. */
public record Line(Tone tone, List<Span> spans) {}
