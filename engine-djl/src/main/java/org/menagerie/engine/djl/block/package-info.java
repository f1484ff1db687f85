/**
 * For authors of plug-ins: layers that the records do not know, as blocks of Deep Java Library.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks. Classes of Deep Java Library are its own to change.
 */
@NullMarked
package org.menagerie.engine.djl.block;

import org.jspecify.annotations.NullMarked;
