package org.menagerie.reports;

import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/**
 * A finished run and where it is stored.
 *
 * @param folder that holds it
 * @param result read from it
 */
public record StoredRun(RunFolder folder, RunResult result) {}
