package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ExitRedirectionTest {
  /** The most constants of a class, one less than the count in front of them. */
  private static final int MOST_CONSTANTS = 0xffff - 1;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "System.exit(code)               | System.exit(3)",
        "Runtime.getRuntime().exit(code) | Runtime.exit(3)",
        "Runtime.getRuntime().halt(code) | Runtime.halt(3)",
        "((java.util.function.IntConsumer) System::exit).accept(code) | System.exit(3)",
        "((java.util.function.IntConsumer) Runtime.getRuntime()::halt).accept(code)"
            + " | Runtime.halt(3)",
        "((java.util.function.BiConsumer<Runtime, Integer>) Runtime::exit).accept(Runtime.getRuntime(),"
            + " code) | Runtime.exit(3)"
      })
  void callsThatEndTheProcessFail(String call, String named) throws Exception {
    IntConsumer quitter = load("if (code > 0) { for (int i = 0; i < 2; i++) { %s; } }", call);
    quitter.accept(0);
    assertThatThrownBy(() -> quitter.accept(3))
        .isInstanceOf(RefusedExit.Attempt.class)
        .hasMessage("it tried to end the process with " + named);
  }

  @ParameterizedTest
  @CsvSource({"exit(code)", "Runtime.getRuntime().availableProcessors()", "new Throwable()"})
  void otherCallsStay(String call) throws Exception {
    load("%s; } static void exit(int code) {", call).accept(3);
  }

  @Test
  void leavesWhatCannotBeReadAsItIs() {
    byte[] newer = classThatExits(20);
    newer[7] = 99;
    for (byte[] code : List.of(newer, new byte[] {1, 2, 3})) {
      assertThat(ExitRedirection.of(code)).isSameAs(code);
    }
  }

  @Test
  void leavesAClassWithoutRoomForMoreConstantsAsItIs() {
    byte[] full = classThatExits(MOST_CONSTANTS);
    assertThat(ExitRedirection.of(full)).isSameAs(full);
    assertThat(ExitRedirection.of(classThatExits(MOST_CONSTANTS - 10))).isNotEqualTo(full);
  }

  /** A compiled class that is loaded as those of plug-ins are. */
  private IntConsumer load(String body, String call) throws Exception {
    Path jar =
        new PluginJar()
            .source(
                "p.Quitter",
                "package p; public class Quitter implements java.util.function.IntConsumer {"
                    + " public void accept(int code) { %s } }".formatted(body.formatted(call)))
            .writeTo(folder.resolve("quitter.jar"));
    OpenJar open = OpenJar.of(jar);
    try (JarFile file = open.file()) {
      assertThat(file.getJarEntry("p/Quitter.class")).isNotNull();
      ClassLoader loader =
          new PluginClassLoader("quitter", List.of(open), getClass().getClassLoader());
      return (IntConsumer) loader.loadClass("p.Quitter").getConstructor().newInstance();
    }
  }

  /** A class of so many constants with a call of {@code System.exit}. */
  private static byte[] classThatExits(int constants) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "p/Full", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "quit", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ICONST_0);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    int number = 0;
    for (int last = writer.newUTF8("Code"); last < constants; last = writer.newConst(number)) {
      number++;
    }
    writer.visitEnd();
    return writer.toByteArray();
  }
}
