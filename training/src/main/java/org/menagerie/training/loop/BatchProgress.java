package org.menagerie.training.loop;

/**
 * The progress of an epoch.
 *
 * @param epoch counted from 1
 * @param batch counted from 1
 * @param batches in the epoch
 * @param loss mean over the epoch so far
 * @param accuracy running accuracy over the epoch so far, in percent
 */
public record BatchProgress(int epoch, int batch, int batches, double loss, double accuracy) {}
