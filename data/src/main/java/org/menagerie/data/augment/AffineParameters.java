package org.menagerie.data.augment;

/**
 * One affine change: shear, rotation and scale about the centre, then translation.
 *
 * @param degrees rotation, clockwise as torchvision's {@code affine} has it
 * @param dx whole pixels to the right
 * @param dy whole pixels down
 * @param scale factor, above 0
 * @param shearX degrees along x
 * @param shearY degrees along y
 */
record AffineParameters(
    double degrees, int dx, int dy, double scale, double shearX, double shearY) {}
