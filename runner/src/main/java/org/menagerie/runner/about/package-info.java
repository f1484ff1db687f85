/** What the program says of itself. */
@NullMarked
package org.menagerie.runner.about;

import org.jspecify.annotations.NullMarked;
