package org.menagerie.runner.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.reports.statistics.McNemar;
import org.menagerie.runner.evaluate.EvaluationView.Row;
import org.menagerie.runner.evaluate.EvaluationView.Together;
import org.menagerie.training.evaluation.Answers;

/** Networks asked together, against the best of them alone. */
final class AgainstBest {
  private AgainstBest() {}

  static Together of(
      Ensemble how,
      FiguresOf figures,
      List<Answers> answers,
      List<Row> alone,
      List<String> classes) {
    int best =
        IntStream.range(0, alone.size())
            .boxed()
            .max(
                Comparator.comparingInt((Integer i) -> alone.get(i).figures().correct())
                    .thenComparing(Comparator.reverseOrder()))
            .orElseThrow();
    Judged together =
        Judged.of(
            how.of(answers.stream().map(Answers::logarithms).toList(), answers.get(0).labels()));
    McNemar test = McNemar.of(together.correct(), Judged.of(answers.get(best)).correct());
    return new Together(
        EvaluationText.word(how),
        together.figures(figures, classes),
        alone.get(best).run(),
        test.onlyFirst(),
        test.onlySecond(),
        test.pValue());
  }
}
