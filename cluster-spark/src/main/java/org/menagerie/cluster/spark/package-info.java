/**
 * Trainings on Apache Spark, from the side of the command: it starts Spark's driver in a process of
 * its own, and uses none of Spark's classes.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.cluster.spark;

import org.jspecify.annotations.NullMarked;
