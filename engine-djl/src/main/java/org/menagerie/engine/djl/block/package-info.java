/**
 * For authors of plug-ins: layers that the API does not have, as blocks of Deep Java Library.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks. Deep Java Library may change its own classes.
 */
@NullMarked
package org.menagerie.engine.djl.block;

import org.jspecify.annotations.NullMarked;
