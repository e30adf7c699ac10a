package app.toward.chart;

import java.awt.Color;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The colours of a picture. The two lines are told apart by lightness too, not by hue alone. */
@Schema(description = "The colours of a picture: `light`, or `dark` for a dark ground.")
public enum Theme {
    LIGHT(0xffffff, 0x1f2430, 0x596273, 0xe2e6ec, 0x1d5fa6, 0xc2570c),
    DARK(0x14171c, 0xe8ebf0, 0xa3adbd, 0x313843, 0x7ab8f5, 0xf5a55a);

    final Color ground;
    final Color ink;
    final Color faint;
    final Color grid;
    private final Color first;
    private final Color second;

    Theme(int ground, int ink, int faint, int grid, int first, int second) {
        this.ground = new Color(ground);
        this.ink = new Color(ink);
        this.faint = new Color(faint);
        this.grid = new Color(grid);
        this.first = new Color(first);
        this.second = new Color(second);
    }

    Color of(Tone tone) {
        return tone == Tone.FIRST ? first : second;
    }

    /** The colour between ground and tone, mixed and not translucent, so that it is the same over a grid line. */
    Color tint(Tone tone, double part) {
        Color full = of(tone);
        return new Color(
                mixed(ground.getRed(), full.getRed(), part),
                mixed(ground.getGreen(), full.getGreen(), part),
                mixed(ground.getBlue(), full.getBlue(), part));
    }

    private static int mixed(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }
}
