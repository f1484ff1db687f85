/** The command {@code describe}: one model before it is trained, and where its time goes. */
@NullMarked
package org.menagerie.runner.describe;

import org.jspecify.annotations.NullMarked;
