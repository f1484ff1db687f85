/** The command {@code compare}: many trainings side by side, and engines step by step. */
@NullMarked
package org.menagerie.runner.compare;

import org.jspecify.annotations.NullMarked;
