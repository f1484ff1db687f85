/** Damaged and hostile inputs for tests of readers, in any module. */
@NullMarked
package org.menagerie.fuzz;

import org.jspecify.annotations.NullMarked;
