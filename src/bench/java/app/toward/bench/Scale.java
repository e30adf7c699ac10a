package app.toward.bench;

/**
 * How much there is in the database, and what stands where in it. Partnerships, and the bids within one, are numbered
 * from 0; the accounts of partnership {@code p} are {@code 2p} and {@code 2p + 1}, its bids {@code p * bids + b}.
 *
 * @param days so many daily check-ins each partnership has answered and revealed, and over so many days its bids go
 */
record Scale(int partnerships, int bids, int days) {
    /** Every fifth bid waits for its receiver's response. */
    static final int AWAITING_EVERY = 5;

    static long account(int partnership, int side) {
        return 2L * partnership + side;
    }

    long bid(int partnership, int bid) {
        return (long) partnership * bids + bid;
    }

    /** Which of the two made a bid: 0 or 1. */
    static int bidder(int bid) {
        return bid % 2;
    }

    /** How far each feed goes: the profile, the partnership, the check-ins, then the bids in the order of time. */
    long head() {
        return 2L + days + bids;
    }
}
