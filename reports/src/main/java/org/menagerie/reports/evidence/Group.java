package org.menagerie.reports.evidence;

import static java.util.Comparator.naturalOrder;

import java.util.List;
import java.util.Optional;
import org.menagerie.reports.statistics.SeedSpread;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * One line of a report: replicates, and what they say of their model.
 *
 * @param number counted from 1 in the report
 * @param name unlike those of the other groups: the model, and what else tells it apart
 * @param dataset the data set, unlike that of groups with other data
 * @param finding what the runs say
 * @param seedSpread how much of the spread over seeds is real; none of a single run, of runs that
 *     agree on every image, or of folds
 */
public record Group(
    int number, String name, String dataset, Finding finding, Optional<SeedSpread> seedSpread) {

  static Group of(int number, String name, String dataset, Finding finding) {
    Replicates replicates = finding.replicates();
    return new Group(
        number,
        name,
        dataset,
        finding,
        replicates.folds().isPresent()
            ? Optional.empty()
            : SeedSpread.of(
                replicates.runs().stream().map(run -> run.testOutcome().correctBits()).toList(),
                replicates.first().testOutcome().images()));
  }

  public Replicates replicates() {
    return finding.replicates();
  }

  /** The run of the lowest seed. */
  public RunResult first() {
    return replicates().first();
  }

  public RunSpec spec() {
    return first().spec();
  }

  /** The recipe's name and what was changed in it. */
  public String recipe() {
    return finding.recipe().text();
  }

  /** Test accuracies by one protocol, in the order of the seeds. */
  public Measurement measured(Protocol protocol) {
    return replicates().measured(protocol);
  }

  /** What versions of their engine's numbers the runs were computed at. */
  public NumericVersions numericVersions() {
    return NumericVersions.of(
        spec().engine(),
        replicates().runs().stream()
            .map(run -> run.provenance().build().numericVersion())
            .toList());
  }

  /** How fast the runs trained, all epochs of all seeds taken together. */
  public Speed speed() {
    return Speed.of(replicates().runs().stream().flatMap(run -> run.history().stream()).toList());
  }

  /** The worst verdict of all targets and seeds; none if there are no targets. */
  public Optional<TargetVerdict> target() {
    return targets().stream().map(TargetRecord::worst).max(naturalOrder());
  }

  /** The targets of the model with the verdict on each run; none if they are not known. */
  public List<TargetRecord> targets() {
    return finding.publication().model().stream()
        .flatMap(model -> model.targets().stream())
        .map(target -> TargetRecord.of(target, replicates().runs()))
        .toList();
  }
}
