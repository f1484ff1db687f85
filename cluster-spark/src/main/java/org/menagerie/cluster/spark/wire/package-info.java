/**
 * What the command and Spark's driver say to each other; of the JDK alone, since they have no
 * library in common.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.cluster.spark.wire;

import org.jspecify.annotations.NullMarked;
