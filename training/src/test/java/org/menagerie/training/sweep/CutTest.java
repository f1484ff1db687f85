package org.menagerie.training.sweep;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.run.RunSpec;

/** Plans cut into shards, and what shards leave. */
class CutTest {
  private static final Map<String, Double> OPERATIONS =
      Map.of("large", 1_000.0, "middle", 100.0, "small", 10.0);

  /** Two engines, three models, five seeds. */
  private static final SweepPlan PLAN =
      new SweepPlan(
          LongStream.rangeClosed(1, 5)
              .boxed()
              .flatMap(
                  seed ->
                      List.of("small", "large", "middle").stream()
                          .flatMap(
                              model ->
                                  List.of("vector", "pytorch").stream()
                                      .map(engine -> spec(model, engine, seed))))
              .toList());

  @TempDir private Path out;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 30, 40})
  void givesEachRunToOneShardInTheOrderOfThePlan(int shards) {
    Cut cut = Cut.of(PLAN, CutTest::work, shards);

    List<RunSpec> all = new ArrayList<>();
    for (int number = 1; number <= shards; number++) {
      List<RunSpec> part = cut.part(PLAN, new Shard(number, shards)).runs();
      assertThat(part).isSubsetOf(PLAN.runs()).isSortedAccordingTo(CutTest::inPlan);
      all.addAll(part);
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(PLAN.runs());
  }

  @Test
  void longestRunsComeFirstAndEqualOnesInTheOrderOfThePlan() {
    ExpectedWork work =
        new ExpectedWork(
            PLAN.runs(), run -> requireNonNull(OPERATIONS.get(run.model())), EpochTimes.NONE);

    List<RunSpec> sorted = PLAN.runs().stream().sorted(work.longestFirst()).toList();

    assertThat(sorted)
        .extracting(RunSpec::model)
        .isEqualTo(
            List.of("large", "middle", "small").stream()
                .flatMap(model -> Collections.nCopies(10, model).stream())
                .toList());
    for (String model : OPERATIONS.keySet()) {
      assertThat(sorted.stream().filter(run -> run.model().equals(model)))
          .isSortedAccordingTo(CutTest::inPlan);
    }
  }

  /** 10 large, 10 middle and 10 small runs of 4 epochs, which is 44,400 in all. */
  @ParameterizedTest
  @CsvSource({"2, 22200, 22200", "5, 8880, 8880", "4, 10200, 12000"})
  void balancesTheExpectedWork(int shards, double least, double most) {
    Cut cut = Cut.of(PLAN, CutTest::work, shards);

    List<Double> loads =
        IntStream.rangeClosed(1, shards)
            .mapToObj(number -> cut.part(PLAN, new Shard(number, shards)).runs())
            .map(runs -> runs.stream().mapToDouble(CutTest::work).sum())
            .sorted()
            .toList();

    assertThat(loads.get(0)).isEqualTo(least);
    assertThat(loads.get(shards - 1)).isEqualTo(most);
  }

  /** Whatever an engine's real pace is. */
  @Test
  void spreadsTheRunsOfAModelOnAnEngine() {
    Cut cut = Cut.of(PLAN, CutTest::work, 5);

    for (int number = 1; number <= 5; number++) {
      assertThat(cut.part(PLAN, new Shard(number, 5)).runs())
          .extracting(RunSpec::engine)
          .containsExactlyInAnyOrder("vector", "vector", "vector", "pytorch", "pytorch", "pytorch");
    }
  }

  @Test
  void isTheSameAgainAndHasANameOfItsOwn() {
    Cut cut = Cut.of(PLAN, CutTest::work, 4);

    assertThat(Cut.of(PLAN, CutTest::work, 4)).isEqualTo(cut);
    assertThat(cut.name()).matches("[0-9a-f]{8}").isEqualTo(Cut.of(PLAN, CutTest::work, 4).name());
    assertThat(Cut.of(PLAN, run -> run.seed(), 4).name()).isNotEqualTo(cut.name());
  }

  @Test
  void takesMultiplyAccumulatesAtThePaceThatIsKnownOfTheEngine() {
    SweepPlanTest.store(out, spec("middle", "vector", 9), 2);
    SweepPlanTest.store(out, spec("middle", "pytorch", 9), 1);
    ToDoubleFunction<RunSpec> operations = CutTest::operations;

    ExpectedWork work = new ExpectedWork(PLAN.runs(), operations, EpochTimes.ofAnyMachineIn(out));

    assertThat(work.applyAsDouble(spec("middle", "vector", 1))).isEqualTo(4 * 2.0);
    assertThat(work.applyAsDouble(spec("large", "vector", 1))).isEqualTo(4 * 20.0);
    assertThat(work.applyAsDouble(spec("large", "pytorch", 1))).isEqualTo(4 * 10.0);
    assertThat(
            new ExpectedWork(PLAN.runs(), operations, EpochTimes.NONE)
                .applyAsDouble(spec("large", "vector", 1)))
        .isEqualTo(4 * 1_000.0);
  }

  @ParameterizedTest
  @CsvSource({"1/1, 1, 1", "' 3/20 ', 3, 20", "20/20, 20, 20"})
  void readsShards(String text, int number, int of) {
    assertThat(Shard.parse(text)).isEqualTo(new Shard(number, of));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1/0", "3", "1/3/5", "-1/3", "a/b", "", "1/10000000"})
  void refusesWhatIsNoShard(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(MenagerieException.class)
        .hasMessageMatching("(A|There is no) shard .*\\.");
  }

  @Test
  void leavesPlanAndCutInAFileOfItsOwn() throws IOException {
    Shard second = new Shard(2, 4);
    Path folder = ShardFile.write(PLAN, Cut.of(PLAN, CutTest::work, 4), second, out);

    assertThat(folder).isEqualTo(out.resolve(PLAN.name()).resolve("shard-2-of-4"));
    ShardFile read = ShardFile.in(out).get(0);
    assertThat(read.shard()).isEqualTo(2);
    assertThat(read.shards()).isEqualTo(4);
    assertThat(read.plan()).startsWith(PLAN.shortHash()).hasSize(64);
    assertThat(read.runs())
        .extracting(ShardFile.Member::run)
        .containsExactlyElementsOf(PLAN.runs().stream().map(RunSpec::runName).toList());
    assertThat(problems(folder.resolve("shard.json"))).isEmpty();
  }

  private static List<String> problems(Path file) throws IOException {
    String schema = Files.readString(Path.of("../docs/schema/shard.schema.json"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(new ObjectMapper().readTree(file.toFile()))
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void refusesToTrainBesideAShardThatWasCutOtherwise() {
    ShardFile.write(PLAN, Cut.of(PLAN, CutTest::work, 4), new Shard(2, 4), out);
    ShardFile.write(PLAN, Cut.of(PLAN, run -> 1, 3), new Shard(1, 3), out);

    assertThatThrownBy(
            () -> ShardFile.write(PLAN, Cut.of(PLAN, run -> run.seed(), 4), new Shard(1, 4), out))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Shard 2/4 in " + out.resolve(PLAN.name()) + " was cut by other")
        .hasMessageContaining("--shard-times");
  }

  @Test
  void refusesAFileWhosePlanIsAnother() throws IOException {
    Path folder = ShardFile.write(PLAN, Cut.of(PLAN, CutTest::work, 4), new Shard(2, 4), out);
    Path file = folder.resolve("shard.json");
    Files.writeString(
        file, Files.readString(file).replace("zoo-small-vector-s3", "zoo-small-vector-s4"));

    assertThatThrownBy(() -> ShardFile.in(out))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Cannot read " + file);
  }

  @Test
  void writesItsOwnFileAgainWhereThatIsDamaged() throws IOException {
    Cut cut = Cut.of(PLAN, CutTest::work, 4);
    Path folder = ShardFile.write(PLAN, cut, new Shard(2, 4), out);
    String whole = Files.readString(folder.resolve("shard.json"));
    Path damaged = Files.writeString(folder.resolve("shard.json"), "{");

    assertThatThrownBy(() -> ShardFile.write(PLAN, cut, new Shard(1, 4), out))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Cannot read " + damaged);
    ShardFile.write(PLAN, cut, new Shard(2, 4), out);
    assertThat(damaged).hasContent(whole);
  }

  private static int inPlan(RunSpec a, RunSpec b) {
    return Integer.compare(PLAN.runs().indexOf(a), PLAN.runs().indexOf(b));
  }

  private static double operations(RunSpec run) {
    return requireNonNull(OPERATIONS.get(run.model()));
  }

  private static double work(RunSpec run) {
    return run.recipe().epochs() * operations(run);
  }

  private static RunSpec spec(String model, String engine, long seed) {
    return RunSpec.builder("zoo", model)
        .engine(engine)
        .dataset("digits")
        .recipe(Recipe.builder("default").epochs(4).batchSize(128).build())
        .seed(seed)
        .build();
  }
}
