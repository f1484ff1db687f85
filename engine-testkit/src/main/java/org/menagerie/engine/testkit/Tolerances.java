package org.menagerie.engine.testkit;

/**
 * How far an engine may be off PyTorch's numbers for one network, as absolute differences.
 *
 * @param losses of 12 training steps, and the norms of the first gradients
 * @param logits in evaluation after these steps
 */
public record Tolerances(double losses, double logits) {}
