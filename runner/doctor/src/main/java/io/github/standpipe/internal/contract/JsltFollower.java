package io.github.standpipe.internal.contract;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIMPORT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTLET;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a JSLT file, its functions and its imports. */
final class JsltFollower {
  private static final int DEPTH = 12;

  private final Path file;
  private final JsltTree tree;
  private final Readings readings;
  private final Map<String, Declared> functions = new HashMap<>();
  private final Map<String, JsltFollower> modules = new HashMap<>();
  private final Map<String, FollowedValue> globals = new HashMap<>();
  private int depth;

  private record Declared(SimpleNode node, List<String> parameters) {}

  private JsltFollower(Path file, Readings readings, boolean isModule) {
    this.file = file;
    this.readings = readings;
    this.tree = tree(file, isModule);
  }

  private static JsltTree tree(Path file, boolean isModule) {
    String text = text(file);
    try {
      return JsltTree.of(text, isModule);
    } catch (IllegalStateException | TokenMgrError e) {
      throw new Fault(file.toString(), "cannot be compiled; 'standpipe check' says why");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Fault(file.toString(), "cannot be read as UTF-8 text");
    }
  }

  /**
   * The result of a file that compiles.
   *
   * @param event what stands for its input
   */
  static FollowedValue follow(Path file, FollowedValue event, Readings readings) {
    JsltFollower follower = new JsltFollower(file, readings, false);
    follower.load(event);
    return follower.body(event);
  }

  private void load(FollowedValue event) {
    for (SimpleNode node : JsltTree.children(tree.root())) {
      if (node.getId() == JJTIMPORT) {
        Token name = node.jjtGetFirstToken().next;
        Path other = file.resolveSibling(Literal.name(name)).normalize();
        if (Files.isRegularFile(other)) {
          JsltFollower module = new JsltFollower(other, readings, true);
          modules.put(name.next.next.image, module);
          module.load(event);
        }
      } else if (node.getId() == JJTFUNCTIONDECL) {
        functions.put(name(node), new Declared(node, parameters(node)));
      }
    }
    FollowScope scope = scope(event, globals);
    lets(tree.root(), scope).forEach(globals::put);
  }

  private FollowScope scope(FollowedValue dot, Map<String, FollowedValue> variables) {
    return new FollowScope(dot, dot, variables);
  }

  private FollowedValue body(FollowedValue event) {
    SimpleNode last = JsltTree.children(tree.root()).getLast();
    return last.getId() == JJTEXPR
        ? new ExpressionFollower(this, scope(event, globals)).of(last)
        : FollowedValue.UNKNOWN;
  }

  private static String name(SimpleNode node) {
    return node.jjtGetFirstToken().next.image;
  }

  private static List<String> parameters(SimpleNode def) {
    List<String> names = new ArrayList<>();
    Token token = def.jjtGetFirstToken().next.next;
    while (token.kind != JsltParserConstants.RPAREN) {
      if (token.kind == JsltParserConstants.IDENT) {
        names.add(token.image);
      }
      token = token.next;
    }
    return names;
  }

  /** The variables that a block declares, each visible to the next. */
  Map<String, FollowedValue> lets(SimpleNode block, FollowScope scope) {
    Map<String, FollowedValue> all = new HashMap<>(scope.variables());
    for (SimpleNode node : JsltTree.children(block)) {
      if (node.getId() == JJTLET) {
        FollowedValue value =
            new ExpressionFollower(this, scope.with(all)).of(JsltTree.children(node).getFirst());
        all.put(name(node), value);
      }
    }
    return all;
  }

  Readings readings() {
    return readings;
  }

  JsltTree tree() {
    return tree;
  }

  String place(SimpleNode node) {
    Token token = node.jjtGetFirstToken();
    return file.getFileName() + ":" + token.beginLine + ":" + token.beginColumn;
  }

  /** The result of a function or module of the file; null if there is none of that name. */
  @Nullable FollowedValue call(
      String name, List<FollowedValue> arguments, FollowedValue dot, String place) {
    int colon = name.indexOf(':');
    if (colon > 0) {
      JsltFollower module = modules.get(name.substring(0, colon));
      FollowedValue result =
          module == null ? null : module.call(name.substring(colon + 1), arguments, dot, place);
      return result == null ? opaque(arguments, dot, place) : result;
    }
    JsltFollower module = modules.get(name);
    if (module != null && !functions.containsKey(name)) {
      return module.applied(arguments.isEmpty() ? FollowedValue.UNKNOWN : arguments.getFirst());
    }
    Declared function = functions.get(name);
    return function == null ? null : call(function, arguments, dot, place);
  }

  private FollowedValue applied(FollowedValue argument) {
    Map<String, FollowedValue> before = new HashMap<>(globals);
    globals.clear();
    lets(tree.root(), scope(argument, globals)).forEach(globals::put);
    FollowedValue result = body(argument);
    globals.clear();
    globals.putAll(before);
    return result;
  }

  private FollowedValue call(
      Declared function, List<FollowedValue> arguments, FollowedValue dot, String place) {
    if (depth >= DEPTH) {
      return opaque(arguments, dot, place);
    }
    depth++;
    Map<String, FollowedValue> variables = new HashMap<>(globals);
    for (int i = 0; i < function.parameters().size(); i++) {
      variables.put(
          function.parameters().get(i),
          i < arguments.size() ? arguments.get(i) : FollowedValue.UNKNOWN);
    }
    FollowScope scope = new FollowScope(dot, FollowedValue.UNKNOWN, variables);
    FollowScope inner = scope.with(lets(function.node(), scope));
    FollowedValue result =
        new ExpressionFollower(this, inner).of(JsltTree.children(function.node()).getLast());
    depth--;
    return result;
  }

  /** A recursion that is not followed further may read everything. */
  private FollowedValue opaque(List<FollowedValue> arguments, FollowedValue dot, String place) {
    arguments.forEach(argument -> readings.whole(argument, Use.COMPUTED, place));
    readings.whole(dot, Use.COMPUTED, place);
    return FollowedValue.UNKNOWN;
  }
}
