package org.menagerie.training.run;

/**
 * A test image that the final network got wrong.
 *
 * @param image its place in the data set's order, counted from 0
 * @param label the true class
 * @param predicted the class with the largest logit
 * @param confidence the network's probability of that class (softmax), 0 to 1
 */
public record Misclassification(int image, int label, int predicted, double confidence) {}
