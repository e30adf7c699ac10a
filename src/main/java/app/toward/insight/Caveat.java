package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a figure must not be taken for. */
@Schema(
        description = "What a figure must not be taken for. `only_logged`: what nobody logged is not in it."
                + " `only_noticed`: it goes by the receiver, who cannot log what they did not notice, so it is too high:"
                + " where .60 are met and a quarter goes unnoticed, .80 are logged as met. `only_answered`: things that"
                + " have no word of this person are left out. `only_seen`: your partner's word counts only where you see it:"
                + " on a bid to you, once you have given yours; not while they keep it to themselves during a pause; and"
                + " not after the end. `only_revealed`: it rests on the rounds that both shared."
                + " `noticed_left_out`: bids that were noticed and neither met nor missed are left out; `leftOut` counts"
                + " them. `late_left_out`: answers given after their date had ended are left out; `leftOut` counts them."
                + " `days_alike`: what happens on one day, or on neighbouring days, is alike, so the interval is wider"
                + " than as many independent things would make it. `few_days`: a share of fewer than 10 days, or a mean of"
                + " fewer than 14 answers; the interval may still be too narrow. `no_spread`: all values are the same, so nothing tells how far the"
                + " mean may be off. `unfinished`: the window reaches today, and more may come.")
enum Caveat {
    ONLY_LOGGED,
    ONLY_NOTICED,
    ONLY_ANSWERED,
    ONLY_SEEN,
    ONLY_REVEALED,
    NOTICED_LEFT_OUT,
    LATE_LEFT_OUT,
    DAYS_ALIKE,
    FEW_DAYS,
    NO_SPREAD,
    UNFINISHED
}
