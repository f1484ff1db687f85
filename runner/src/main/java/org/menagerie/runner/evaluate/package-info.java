/** {@code runner evaluate}. */
@NullMarked
package org.menagerie.runner.evaluate;

import org.jspecify.annotations.NullMarked;
