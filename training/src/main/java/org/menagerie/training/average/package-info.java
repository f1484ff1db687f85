/** Averages of the weights along a training. */
@NullMarked
package org.menagerie.training.average;

import org.jspecify.annotations.NullMarked;
