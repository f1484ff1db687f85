/** {@code runner export}: a trained network for other programs. */
@NullMarked
package org.menagerie.runner.export;

import org.jspecify.annotations.NullMarked;
