/**
 * Trainings as TensorBoard shows them.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.tensorboard;

import org.jspecify.annotations.NullMarked;
