/**
 * Trainings on other machines.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.execution.cluster;

import org.jspecify.annotations.NullMarked;
