package org.menagerie.api.recipe;

/**
 * What a schedule may change from one optimizer step to the next.
 *
 * @param learningRate for this step
 * @param momentum for this step: SGD's momentum, Adam's beta1
 */
public record StepSettings(double learningRate, double momentum) {}
