package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Macro;
import com.schibsted.spt.data.jslt.impl.MacroExpression;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Resolves the name of a call: a macro, a function of the file, an imported file, an additional
 * function, or one of JSLT's.
 */
final class FunctionTable {
  private final Map<String, Function> given = new HashMap<>();
  private final Map<String, Module> modules = new HashMap<>();
  private final Map<String, DeclaredCall.Declared> declared = new HashMap<>();

  FunctionTable(Collection<Function> given) {
    given.forEach(function -> this.given.put(function.getName(), function));
  }

  void load(String prefix, Module module) {
    modules.put(prefix, module);
  }

  void declare(String name) {
    declared.put(name, new DeclaredCall.Declared());
  }

  /** The last one of a name counts, as in JSLT. */
  DeclaredCall.Declared declared(String name) {
    return Objects.requireNonNull(declared.get(name));
  }

  ExpressionNode call(String name, ExpressionNode[] arguments, Compiler compiler, String place) {
    Macro macro = BuiltinFunctions.macros.get(name);
    if (macro != null) {
      ExpressionNode[] operands = new ExpressionNode[arguments.length];
      for (int at = 0; at < operands.length; at++) {
        operands[at] = compiler.operand(arguments[at], false);
      }
      return compiler.strict(new MacroExpression(macro, operands, Piece.NOWHERE));
    }
    DeclaredCall.Declared own = declared.get(name);
    if (own != null) {
      return new DeclaredCall(own, arguments, place, name);
    }
    Module module = modules.get(name);
    if (module != null) {
      return module.call(arguments);
    }
    Function function = given.getOrDefault(name, BuiltinFunctions.functions.get(name));
    if (function == null) {
      throw new Compiler.LeftToJslt();
    }
    return new FunctionApplication(function, arguments, place);
  }

  /** A call of a function that an imported file declares. */
  ExpressionNode call(String prefix, String name, ExpressionNode[] arguments, String place) {
    Module module = modules.get(prefix);
    DeclaredCall.Declared function = module == null ? null : module.functions().declared.get(name);
    if (function == null) {
      throw new Compiler.LeftToJslt();
    }
    return new DeclaredCall(function, arguments, place, name);
  }
}
