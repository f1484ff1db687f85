/** {@code runner explain}: what a trained network sees in a picture. */
@NullMarked
package org.menagerie.runner.explain;

import org.jspecify.annotations.NullMarked;
