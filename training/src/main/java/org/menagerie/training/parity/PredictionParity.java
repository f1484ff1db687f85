package org.menagerie.training.parity;

/**
 * Two engines' answers on the same test images after the last step.
 *
 * @param images number of images
 * @param alike images that both put into the same class
 * @param largestDifference of any logit
 * @param deviation of all logits
 */
public record PredictionParity(
    int images, int alike, double largestDifference, Deviation deviation) {}
