package app.toward.chart;

/** Which of the two people a mark is of. */
public enum Tone {
    FIRST,
    SECOND
}
