/**
 * The engines {@code pytorch} and {@code mxnet} on Deep Java Library. Only forward and backward
 * passes are native: initial weights, optimizers, clipping and running statistics are the
 * framework's own, since DJL's differ from PyTorch's and between its engines.
 */
@NullMarked
package org.menagerie.engine.djl;

import org.jspecify.annotations.NullMarked;
