/**
 * Tests that the author of an engine runs over it.
 *
 * <p>{@link org.menagerie.engine.testkit.EngineContract} is the door: a test class extends it and
 * is otherwise empty. {@link org.menagerie.engine.testkit.Samples} and {@link
 * org.menagerie.engine.testkit.ReferenceNetwork} have networks, weights and batches for further
 * tests of an engine's own.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.engine.testkit;

import org.jspecify.annotations.NullMarked;
