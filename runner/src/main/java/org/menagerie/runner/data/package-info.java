/** The command {@code data}: data sets on this machine. */
@NullMarked
package org.menagerie.runner.data;

import org.jspecify.annotations.NullMarked;
