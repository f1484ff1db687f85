/** Trainings for TensorBoard, while they run and when they are over. */
@NullMarked
package org.menagerie.runner.tensorboard;

import org.jspecify.annotations.NullMarked;
