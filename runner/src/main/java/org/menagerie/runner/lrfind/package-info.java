/** {@code runner lr-find}: the losses of a few steps at learning rates that grow. */
@NullMarked
package org.menagerie.runner.lrfind;

import org.jspecify.annotations.NullMarked;
