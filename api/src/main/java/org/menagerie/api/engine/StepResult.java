package org.menagerie.api.engine;

/**
 * What a training step saw before it changed the parameters.
 *
 * @param loss mean loss over the batch, smoothing included
 * @param logits {@code [size, classes]}, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
public record StepResult(double loss, float[] logits) {}
