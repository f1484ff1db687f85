package org.menagerie.training.parity;

import org.menagerie.api.engine.TensorMap;

/**
 * One optimizer step as an engine took it.
 *
 * @param loss over the batch, before the step
 * @param gradients of that loss, before clipping, by parameter name
 * @param weights parameters and running statistics after the step, named as in checkpoints
 */
public record TraceStep(double loss, TensorMap gradients, TensorMap weights) {}
