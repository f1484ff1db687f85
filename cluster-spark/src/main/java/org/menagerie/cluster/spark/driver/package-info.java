/**
 * Trainings on Apache Spark, from the side of Spark: its driver and its tasks.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.cluster.spark.driver;

import org.jspecify.annotations.NullMarked;
