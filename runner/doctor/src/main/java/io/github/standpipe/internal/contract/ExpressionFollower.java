package io.github.standpipe.internal.contract;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTCHAINLINK;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTPARENTHESIS;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;

/** Follows an expression: operators, paths and calls. */
record ExpressionFollower(JsltFollower file, FollowScope scope) {

  private static List<SimpleNode> children(SimpleNode node) {
    return JsltTree.children(node);
  }

  private Readings readings() {
    return file.readings();
  }

  private ExpressionFollower in(FollowScope other) {
    return new ExpressionFollower(file, other);
  }

  /** The text of a condition, in one line. */
  String condition(SimpleNode node) {
    return Fault.oneLine(file.tree().text(node)).replaceAll("\\s+", " ");
  }

  /** {@code left | right} */
  FollowedValue of(SimpleNode expression) {
    List<SimpleNode> parts = children(expression);
    FollowedValue value = or(parts.getFirst());
    for (int i = 2; i < parts.size(); i += 2) {
      value = in(scope.at(value)).or(parts.get(i));
    }
    return value;
  }

  private FollowedValue or(SimpleNode node) {
    return logic(node, "not ", this::and, this::or);
  }

  private FollowedValue and(SimpleNode node) {
    return logic(node, "", this::comparison, this::and);
  }

  private interface Step {
    FollowedValue of(SimpleNode node);
  }

  /** The second operand counts only if the first one does not decide. */
  private FollowedValue logic(SimpleNode node, String negation, Step first, Step second) {
    List<SimpleNode> parts = children(node);
    FollowedValue left = first.of(parts.getFirst());
    if (parts.size() == 1) {
      return left;
    }
    readings().whole(left, Use.CONDITION, file.place(node));
    readings()
        .under(
            negation + condition(parts.getFirst()),
            () ->
                readings().whole(second.of(parts.get(1)), Use.CONDITION, file.place(parts.get(1))));
    return new FollowedValue.Computed("boolean");
  }

  private FollowedValue comparison(SimpleNode node) {
    return operated(node, this::sum, "boolean");
  }

  private FollowedValue sum(SimpleNode node) {
    return operated(node, this::product, "");
  }

  private FollowedValue product(SimpleNode node) {
    return operated(node, this::base, "");
  }

  private FollowedValue operated(SimpleNode node, Step operand, String type) {
    List<SimpleNode> parts = children(node);
    FollowedValue value = operand.of(parts.getFirst());
    for (int i = 2; i < parts.size(); i += 2) {
      String operator = parts.get(i - 1).jjtGetFirstToken().image;
      value = operated(value, operator, operand.of(parts.get(i)), type, file.place(node));
    }
    return value;
  }

  private FollowedValue operated(
      FollowedValue left, String operator, FollowedValue right, String type, String place) {
    boolean isObject =
        operator.equals("+")
            && (left instanceof FollowedValue.Built || right instanceof FollowedValue.Built);
    boolean needsNumbers = operator.equals("-") || operator.equals("/");
    ValueNeed need = needsNumbers ? ValueNeed.NUMBER : ValueNeed.ANY;
    readings().whole(left, Use.COMPUTED, place, need);
    readings().whole(right, Use.COMPUTED, place, need);
    return new FollowedValue.Computed(
        needsNumbers ? "number" : isObject ? "object" : sumType(operator, left, right, type));
  }

  /** A text or a number added to anything of its own type. */
  private static String sumType(
      String operator, FollowedValue left, FollowedValue right, String type) {
    if (!type.isEmpty() || !operator.equals("+")) {
      return type;
    }
    boolean isText = isText(left) || isText(right);
    return isText ? "string" : "";
  }

  private static boolean isText(FollowedValue value) {
    return value instanceof FollowedValue.Fixed fixed && fixed.value().isTextual()
        || value instanceof FollowedValue.Computed computed && computed.type().equals("string");
  }

  private FollowedValue base(SimpleNode node) {
    Token token = node.jjtGetFirstToken();
    return switch (token.kind) {
      case JsltParserConstants.DOT,
          JsltParserConstants.VARIABLE,
          JsltParserConstants.IDENT,
          JsltParserConstants.PIDENT ->
          chain(children(node).getFirst());
      case JsltParserConstants.IF -> blocks().choice(children(node).getFirst());
      case JsltParserConstants.LBRACKET -> blocks().array(children(node).getFirst());
      case JsltParserConstants.LCURLY -> blocks().object(children(node).getFirst());
      case JsltParserConstants.LPAREN -> of(children(descended(node, JJTPARENTHESIS)).getFirst());
      default -> new FollowedValue.Fixed(Literal.of(token));
    };
  }

  private BlockFollower blocks() {
    return new BlockFollower(file, scope);
  }

  private static SimpleNode descended(SimpleNode node, int kind) {
    return node.getId() == kind ? node : descended(children(node).getFirst(), kind);
  }

  private FollowedValue chain(SimpleNode node) {
    Token token = node.jjtGetFirstToken();
    FollowedValue start =
        switch (token.kind) {
          case JsltParserConstants.VARIABLE ->
              scope.variables().getOrDefault(token.image.substring(1), FollowedValue.UNKNOWN);
          case JsltParserConstants.DOT -> link(node, scope.dot());
          default -> call(token.image, node);
        };
    boolean goesOn =
        node.jjtGetNumChildren() > 0 && children(node).getLast().getId() == JJTCHAINLINK;
    return goesOn ? links(children(node).getLast(), start) : start;
  }

  private FollowedValue links(SimpleNode node, FollowedValue of) {
    FollowedValue value = link(node, of);
    return node.jjtGetNumChildren() == 2 ? links(children(node).get(1), value) : value;
  }

  private FollowedValue link(SimpleNode node, FollowedValue of) {
    Token token = node.jjtGetFirstToken();
    if (token.kind != JsltParserConstants.DOT) {
      return slice(children(node).getFirst(), of);
    }
    boolean isKey =
        token.next.kind == JsltParserConstants.IDENT
            || token.next.kind == JsltParserConstants.STRING;
    return isKey ? of.get(Literal.name(token.next)) : of;
  }

  /** An item by its index, or a part of an array or a text. */
  private FollowedValue slice(SimpleNode node, FollowedValue of) {
    boolean isPart = file.tree().text(node).matches("(?s)\\[?\\s*.*:.*");
    children(node).stream()
        .filter(child -> child.jjtGetNumChildren() > 0)
        .forEach(child -> readings().whole(of(child), Use.COMPUTED, file.place(child)));
    if (isPart) {
      readings().whole(of, Use.COMPUTED, file.place(node));
      return of;
    }
    readings().items(of, file.place(node));
    return of.item();
  }

  private FollowedValue call(String name, SimpleNode node) {
    SimpleNode call = descended(node, JJTFUNCTIONCALL);
    String place = file.place(node);
    List<SimpleNode> arguments = children(call);
    if (name.equals("fallback")) {
      return fallback(arguments, 0);
    }
    List<FollowedValue> values = new ArrayList<>();
    arguments.forEach(argument -> values.add(of(argument)));
    if (name.equals("lookup") && values.size() == 2) {
      readings().whole(values.get(1), Use.LOOKUP_KEY, place);
      return FollowedValue.UNKNOWN;
    }
    if (name.equals("require") && !values.isEmpty()) {
      readings().whole(values.getFirst(), Use.REQUIRED, place);
      return values.getFirst();
    }
    FollowedValue own = file.call(name, values, scope.dot(), place);
    if (own != null) {
      return own;
    }
    values.forEach(value -> readings().whole(value, Use.COMPUTED, place));
    return new FollowedValue.Computed(BuiltInTypes.of(name));
  }

  /** The first argument that has a value; all but the last are looked at. */
  private FollowedValue fallback(List<SimpleNode> arguments, int at) {
    FollowedValue value = of(arguments.get(at));
    if (at == arguments.size() - 1) {
      return value;
    }
    readings().whole(value, Use.CONDITION, file.place(arguments.get(at)));
    String missing = "without " + condition(arguments.get(at));
    List<FollowedValue> rest = new ArrayList<>();
    readings().under(missing, () -> rest.add(fallback(arguments, at + 1)));
    return new FollowedValue.Branches("", value, missing, rest.getFirst());
  }
}
