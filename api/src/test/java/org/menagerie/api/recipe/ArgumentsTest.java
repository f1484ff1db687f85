package org.menagerie.api.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.menagerie.api.Rejections.assertRejected;

import java.util.Collection;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

class ArgumentsTest {
  private static final List<ParameterSpec> OPTIONS =
      List.of(
          ParameterSpec.required("degrees", "largest angle"),
          ParameterSpec.of("fill", 0, "grey level outside"),
          ParameterSpec.of("scale", "(0.9, 1.1)", "smallest and largest"),
          ParameterSpec.of("mode", "nearest", "interpolation"),
          ParameterSpec.of("expand", false, "whether to grow"),
          ParameterSpec.of("then", "constant", "what follows"));

  @Test
  void writesDefaultsAsPeopleDo() {
    assertThat(ParameterSpec.of("eps", 1e-8, "")).hasToString("eps=1e-8");
    assertThat(ParameterSpec.of("eps", 2.5e-10, "")).hasToString("eps=2.5e-10");
    assertThat(ParameterSpec.of("lr", 0.05, "")).hasToString("lr=0.05");
    assertThat(ParameterSpec.of("mode", "E.0E", "")).hasToString("mode=E.0E");
  }

  @Test
  void readsWholeNumbersUpToTheLargestLong() {
    assertThat(Numbers.parseWhole("9223372036854775807")).hasValue(Long.MAX_VALUE);
    assertThat(Numbers.parseWhole("-9223372036854775808")).hasValue(Long.MIN_VALUE);
    assertThat(Numbers.parseWhole("9223372036854775808")).isEmpty();
    assertThat(Numbers.parseWhole("1.5")).isEmpty();
  }

  @Test
  void readsWhatIsGiven() {
    Arguments arguments =
        arguments(
            "rotation(degrees=7.5, fill=1, scale=(0.5, 2), mode=bilinear, expand=true,"
                + " then=step(step_size=2))");

    assertThat(arguments.number("degrees")).isEqualTo(7.5);
    assertThat(arguments.number("degrees", 0, 180)).isEqualTo(7.5);
    assertThat(arguments.integer("fill", 0)).isEqualTo(1);
    assertThat(arguments.numbers("scale")).containsExactly(0.5, 2.0);
    assertThat(arguments.choice("mode", List.of("nearest", "bilinear"))).isEqualTo("bilinear");
    assertThat(arguments.flag("expand")).isTrue();
    assertThat(arguments.text("degrees")).isEqualTo("7.5");
  }

  @Test
  void resolvesTheComponentsAmongTheValues() {
    Arguments arguments =
        Arguments.of(
            Component.parse("rotation(degrees=7, then=step(step_size=2))"),
            OPTIONS,
            new EchoingResolver());

    TrainingPlan plan = TrainingPlan.of(3, 10, 0.1, 0.9);
    assertThat(arguments.curve("then", plan)).hasToString("step(step_size=2) of " + plan);
    assertThat(arguments.transform("then")).hasToString("step(step_size=2)");
  }

  @Test
  void saysThatNoResolverWasGiven() {
    assertThatIllegalStateException()
        .isThrownBy(() -> arguments("rotation(degrees=7)").transform("then"))
        .withMessage("no resolver was given that knows constant");
  }

  /** Gives things that say what they were asked for. */
  private static final class EchoingResolver implements ComponentResolver {
    @Override
    public <F extends ComponentFactory> F find(Class<F> service, String name) {
      return service.cast(service == Schedule.class ? schedule(name) : augmentation(name));
    }

    private static Schedule schedule(String name) {
      return new Schedule() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public String description() {
          return "says what it was asked for";
        }

        @Override
        public List<ParameterSpec> parameters() {
          return List.of(ParameterSpec.of("step_size", "none", "anything"));
        }

        @Override
        public Curve create(Arguments arguments, TrainingPlan plan) {
          return new Curve() {
            @Override
            public StepSettings at(long step) {
              return new StepSettings(plan.learningRate(), plan.momentum());
            }

            @Override
            public String toString() {
              return "%s(step_size=%s) of %s".formatted(name, arguments.text("step_size"), plan);
            }
          };
        }
      };
    }

    private static Augmentation augmentation(String name) {
      return new Augmentation() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public String description() {
          return "says what it was asked for";
        }

        @Override
        public List<ParameterSpec> parameters() {
          return List.of(ParameterSpec.of("step_size", "none", "anything"));
        }

        @Override
        public ImageTransform create(Arguments arguments) {
          return new ImageTransform() {
            @Override
            public void apply(byte[] source, byte[] target, Shape shape, RandomStream random) {}

            @Override
            public String toString() {
              return "%s(step_size=%s)".formatted(name, arguments.text("step_size"));
            }
          };
        }
      };
    }
  }

  @Test
  void fillsInDefaults() {
    Arguments arguments = arguments("rotation(degrees=7)");

    assertThat(arguments.integer("fill", 0)).isZero();
    assertThat(arguments.numbers("scale")).containsExactly(0.9, 1.1);
    assertThat(arguments.flag("expand")).isFalse();
  }

  @Test
  void readsASingleNumberAsATupleOfOne() {
    assertThat(arguments("rotation(degrees=7)").numbers("degrees")).containsExactly(7.0);
  }

  @Test
  void saysWhatTheResolverTakesAWrongNameFor() {
    ComponentResolver resolver =
        new ComponentResolver() {
          @Override
          public <F extends ComponentFactory> F find(Class<F> service, String name) {
            throw new IllegalStateException(name);
          }

          @Override
          public String hint(String typed, Collection<String> known) {
            return " %s is none of %d.".formatted(typed, known.size());
          }
        };
    String takes =
        " It takes degrees, fill=0, scale=(0.9, 1.1), mode=nearest, expand=false, then=constant.";

    rejects(
        () -> Arguments.of(Component.parse("rotation(degress=7)"), OPTIONS, resolver),
        "rotation has no argument \"degress\". degress is none of 6." + takes);
    rejects(
        () -> arguments("rotation(degress=7)"), "rotation has no argument \"degress\"." + takes);
  }

  @Test
  void saysThatAComponentTakesNoArguments() {
    rejects(
        () -> Arguments.of(Component.parse("constant(lr=1)"), List.of()),
        "constant has no argument \"lr\". It takes no arguments.");
  }

  @Test
  void namesTheArgumentThatIsMissing() {
    rejects(
        () -> arguments("rotation(fill=1)"),
        "rotation needs the argument \"degrees\". It takes degrees, fill=0, scale=(0.9, 1.1),"
            + " mode=nearest, expand=false, then=constant.");
  }

  @Test
  void refusesWhatIsNotANumber() {
    rejects(
        () -> arguments("rotation(degrees=seven)").number("degrees"),
        "rotation: \"degrees\" must be a number, not seven.");
    rejects(
        () -> arguments("rotation(degrees=NaN)").number("degrees"),
        "rotation: \"degrees\" must be a finite number, not NaN.");
    rejects(
        () -> arguments("rotation(degrees=-Infinity)").number("degrees"),
        "rotation: \"degrees\" must be a finite number, not -Infinity.");
    rejects(
        () -> arguments("rotation(degrees=7, scale=(0.9, big))").numbers("scale"),
        "rotation: \"scale\" must be a number, not big.");
  }

  @Test
  void refusesANumberOutOfRange() {
    rejects(
        () -> arguments("rotation(degrees=181)").number("degrees", 0, 180),
        "rotation: \"degrees\" must be a number from 0.0 to 180.0, not 181.");
    rejects(
        () -> arguments("rotation(degrees=-1)").number("degrees", 0, 180),
        "rotation: \"degrees\" must be a number from 0.0 to 180.0, not -1.");
  }

  @Test
  void acceptsTheEndsOfARange() {
    assertThat(arguments("rotation(degrees=0)").number("degrees", 0, 180)).isZero();
    assertThat(arguments("rotation(degrees=180)").number("degrees", 0, 180)).isEqualTo(180);
    assertThat(arguments("rotation(degrees=1, fill=3)").integer("fill", 3)).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNotAWholeNumber() {
    rejects(
        () -> arguments("rotation(degrees=1, fill=0.5)").integer("fill", 0),
        "rotation: \"fill\" must be a whole number, not 0.5.");
    rejects(
        () -> arguments("rotation(degrees=1, fill=-1)").integer("fill", 0),
        "rotation: \"fill\" must be a whole number of at least 0, not -1.");
  }

  @Test
  void refusesWhatIsNotAFlag() {
    rejects(
        () -> arguments("rotation(degrees=1, expand=yes)").flag("expand"),
        "rotation: \"expand\" must be true or false, not yes; write true.");
  }

  @Test
  void refusesAWordThatIsNoChoice() {
    rejects(
        () ->
            arguments("rotation(degrees=1, mode=cubic)")
                .choice("mode", List.of("nearest", "bilinear")),
        "rotation: \"mode\" must be one of nearest, bilinear, not cubic.");
  }

  @Test
  void tellsAnAuthorOfAnOptionNotDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments("rotation(degrees=1)").number("shear"))
        .withMessage("rotation declares no parameter shear");
  }

  private static Arguments arguments(String text) {
    return Arguments.of(Component.parse(text), OPTIONS);
  }

  private static void rejects(ThrowingCallable call, String sentence) {
    assertRejected(call, ErrorCode.INVALID_ARGUMENT, sentence);
  }
}
