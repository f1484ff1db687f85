/**
 * Tests that the author of a zoo runs over their models.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.testkit;

import org.jspecify.annotations.NullMarked;
