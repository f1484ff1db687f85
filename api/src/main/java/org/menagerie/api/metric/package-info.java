/**
 * What says how good the predictions of a trained network are. A metric is found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>Stable: what compiles and runs against this package keeps doing so, or the changelog says what
 * breaks.
 */
@NullMarked
package org.menagerie.api.metric;

import org.jspecify.annotations.NullMarked;
