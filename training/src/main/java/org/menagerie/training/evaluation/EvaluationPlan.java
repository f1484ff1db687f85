package org.menagerie.training.evaluation;

import org.menagerie.training.run.Signature;

/**
 * What is to be evaluated on the data of a specification.
 *
 * @param checkpoint absolute path of the weights
 * @param signature of the network
 * @param part of the data set
 */
public record EvaluationPlan(String checkpoint, Signature signature, Part part) {}
