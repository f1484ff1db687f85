/** {@code runner predict}: what a trained network takes pictures for. */
@NullMarked
package org.menagerie.runner.predict;

import org.jspecify.annotations.NullMarked;
