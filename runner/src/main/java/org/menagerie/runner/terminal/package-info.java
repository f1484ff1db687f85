/** Reading from and writing to a terminal. */
@NullMarked
package org.menagerie.runner.terminal;

import org.jspecify.annotations.NullMarked;
