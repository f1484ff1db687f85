/** Options that several commands share. */
@NullMarked
package org.menagerie.runner.options;

import org.jspecify.annotations.NullMarked;
