/**
 * Networks as data: layer records, and what can be computed from them without an engine.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.network;

import org.jspecify.annotations.NullMarked;
