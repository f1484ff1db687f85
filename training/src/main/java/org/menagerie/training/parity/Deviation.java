package org.menagerie.training.parity;

/**
 * How far apart two engines are in one thing.
 *
 * @param quantity what it is
 * @param name of the tensor, as in checkpoints; empty for losses and logits
 * @param value relative, as {@link Yardstick} measures it; 0 if both are the same
 */
public record Deviation(Quantity quantity, String name, double value) {}
