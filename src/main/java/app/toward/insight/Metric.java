package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a figure is of. */
@Schema(
        description =
                "What a figure is of. Shares, from 0 to 1: `turned_toward` (of the bids said to be turned toward or"
                        + " missed), `repaired` (of the bids said to be missed at first), `agreement` (of the bids of which both"
                        + " say that they were turned toward or missed, those where they say the same), and their change against"
                        + " the span just before, from -1 to 1: `turned_toward_change`. In points of the scale: `mean`,"
                        + " `mean_change`, `difference` (your answer less your partner's, in the same round), `distance` (the same"
                        + " without its sign). In hours: `time_to_response` (the median). In weeks: `rhythm` (those with a reveal).")
enum Metric {
    TURNED_TOWARD,
    TURNED_TOWARD_CHANGE,
    REPAIRED,
    AGREEMENT,
    MEAN,
    MEAN_CHANGE,
    DIFFERENCE,
    DISTANCE,
    TIME_TO_RESPONSE,
    RHYTHM
}
