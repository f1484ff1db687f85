package org.menagerie.plugins;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes a class call {@link RefusedExit} where it calls {@link System#exit}, {@link Runtime#exit}
 * or {@link Runtime#halt}, by name or through a method reference.
 */
final class ExitRedirection extends ClassVisitor {
  private static final String STAND_IN = Type.getInternalName(RefusedExit.class);
  private static final String SYSTEM = Type.getInternalName(System.class);
  private static final String RUNTIME = Type.getInternalName(Runtime.class);
  private static final String EXIT_CODE = "(I)V";

  /** What a method of an object takes once it is static: the object comes first. */
  private static final String RUNTIME_AND_EXIT_CODE =
      "(" + Type.getDescriptor(Runtime.class) + "I)V";

  private boolean found;

  private ExitRedirection(ClassWriter writer) {
    super(Opcodes.ASM9, writer);
  }

  /** The class without a call that ends the process; one that cannot be read stays as it is. */
  static byte[] of(byte[] code) {
    try {
      ClassReader reader = new ClassReader(code);
      ClassWriter writer = new ClassWriter(reader, 0);
      ExitRedirection redirection = new ExitRedirection(writer);
      reader.accept(redirection, 0);
      return redirection.found ? writer.toByteArray() : code;
    } catch (RuntimeException e) {
      // It is malformed, of a newer Java, or full to the last constant; the JVM says which.
      return code;
    }
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
  }

  /** What a call becomes: the descriptor of the stand-in, or null for any other call. */
  private static @Nullable String redirected(String owner, String name, String descriptor) {
    if (!descriptor.equals(EXIT_CODE)) {
      return null;
    }
    if (owner.equals(SYSTEM) && name.equals("exit")) {
      return EXIT_CODE;
    }
    return owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt"))
        ? RUNTIME_AND_EXIT_CODE
        : null;
  }

  /** The calls of one method. */
  private final class Calls extends MethodVisitor {
    Calls(MethodVisitor writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String standIn = redirected(owner, name, descriptor);
      if (standIn == null) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      } else {
        found = true;
        super.visitMethodInsn(Opcodes.INVOKESTATIC, STAND_IN, name, standIn, false);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] redirected = Arrays.stream(arguments).map(this::redirectedHandle).toArray();
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, redirected);
    }

    /** Method references are handles. */
    private Object redirectedHandle(Object argument) {
      if (!(argument instanceof Handle handle)) {
        return argument;
      }
      String standIn = redirected(handle.getOwner(), handle.getName(), handle.getDesc());
      if (standIn == null) {
        return argument;
      }
      found = true;
      return new Handle(Opcodes.H_INVOKESTATIC, STAND_IN, handle.getName(), standIn, false);
    }
  }
}
