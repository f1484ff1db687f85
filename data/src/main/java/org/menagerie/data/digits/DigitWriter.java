package org.menagerie.data.digits;

import java.awt.geom.AffineTransform;
import java.util.List;
import org.menagerie.api.random.RandomStream;

/**
 * Writes one digit the way one person would at one moment. The spreads are chosen so that classes
 * come near each other without becoming the same.
 */
final class DigitWriter {
  /** How far the flattened path may be from the curve, in pixels. */
  private static final double FLATNESS = 0.1;

  private final RandomStream random;

  /**
   * @param random this image's own
   */
  DigitWriter(RandomStream random) {
    this.random = random;
  }

  /** Writes the grey levels of {@code digit} to {@code pixels} from {@code offset} on. */
  void write(int digit, byte[] pixels, int offset) {
    Canvas canvas = new Canvas();
    Glyph glyph = handwritten(digit);
    AffineTransform placement = placement();
    double radius = random.uniform(0.95, 1.75);
    double softness = random.uniform(0.9, 1.6);
    canvas.draw(glyph.path().getPathIterator(placement, FLATNESS), radius, softness);
    double pressure = random.uniform(0.85, 1.15);
    double grain = random.uniform(0, 0.05);
    for (int i = 0; i < Canvas.SIZE * Canvas.SIZE; i++) {
      double ink = pressure * canvas.at(i) + random.uniform(-grain, grain);
      pixels[offset + i] = (byte) Math.round(255 * Math.max(0, Math.min(1, ink)));
    }
  }

  /** One of the digit's forms, by an unsteady hand. */
  private Glyph handwritten(int digit) {
    List<Glyph> forms = Glyphs.of(digit);
    Glyph form = forms.get(random.below(forms.size()));
    double tremor = random.uniform(0.01, 0.065);
    return form.moved(pen -> pen.movedBy(tremor * random.gaussian(), tremor * random.gaussian()));
  }

  /** From the unit box to pixels: stretched, slanted (mostly to the right), turned and shifted. */
  private AffineTransform placement() {
    double height = random.uniform(16, 21);
    double width = height * random.uniform(0.6, 0.95);
    double slant = 0.08 + 0.25 * random.gaussian();
    double angle = 0.14 * random.gaussian();
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double xx = cos * width;
    double yx = sin * width;
    double xy = (-cos * slant - sin) * height;
    double yy = (-sin * slant + cos) * height;
    double centreX = Canvas.SIZE / 2.0 + 1.15 * random.gaussian();
    double centreY = Canvas.SIZE / 2.0 + 1.15 * random.gaussian();
    return new AffineTransform(xx, yx, xy, yy, centreX - (xx + xy) / 2, centreY - (yx + yy) / 2);
  }
}
