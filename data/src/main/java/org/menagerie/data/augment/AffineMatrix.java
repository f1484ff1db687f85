package org.menagerie.data.augment;

/**
 * The source point of each target point (x, y): {@code (a x + b y + c, d x + e y + f)}, in pixels
 * from the upper left corner.
 */
record AffineMatrix(double a, double b, double c, double d, double e, double f) {
  private static final double DECIMALS = 1e15;

  /**
   * Inverts a rotation about the centre, as {@code PIL.Image.rotate} does.
   *
   * @param degrees counter-clockwise
   */
  static AffineMatrix rotation(double degrees, int width, int height) {
    double remainder = degrees % 360;
    double angle = -Math.toRadians(remainder < 0 ? remainder + 360 : remainder);
    double cos = Math.rint(StrictMath.cos(angle) * DECIMALS) / DECIMALS;
    double sin = Math.rint(StrictMath.sin(angle) * DECIMALS) / DECIMALS;
    double x = width / 2.0;
    double y = height / 2.0;
    return new AffineMatrix(cos, sin, cos * -x + sin * -y + x, -sin, cos, -sin * -x + cos * -y + y);
  }

  /** Inverts an affine change about the centre that is followed by a translation. */
  static AffineMatrix undoing(AffineParameters change, int width, int height) {
    return undoing(change, width * 0.5, height * 0.5);
  }

  /** Inverts an affine change about the point (x, y) that is followed by a translation. */
  static AffineMatrix undoing(AffineParameters change, double x, double y) {
    double angle = Math.toRadians(change.degrees());
    double shearX = Math.toRadians(change.shearX());
    double shearY = Math.toRadians(change.shearY());
    double cos = StrictMath.cos(angle - shearY) / StrictMath.cos(shearY);
    double sin = StrictMath.sin(angle - shearY) / StrictMath.cos(shearY);
    double a = (-sin * StrictMath.tan(shearX) + StrictMath.cos(angle)) / change.scale();
    double b = (cos * StrictMath.tan(shearX) + StrictMath.sin(angle)) / change.scale();
    double d = -sin / change.scale();
    double e = cos / change.scale();
    double fromX = -x - change.dx();
    double fromY = -y - change.dy();
    return new AffineMatrix(a, b, a * fromX + b * fromY + x, d, e, d * fromX + e * fromY + y);
  }

  /** Whether rows stay rows and columns stay columns. */
  boolean isAxisAligned() {
    return b == 0 && d == 0;
  }

  double x(double x, double y) {
    return a * x + b * y + c;
  }

  double y(double x, double y) {
    return d * x + e * y + f;
  }
}
