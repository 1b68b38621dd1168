package io.github.standpipe.internal.contract;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTLET;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMATCHER;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTPAIR;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.internal.jslt.JsltTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows conditions, arrays, objects and loops. */
record BlockFollower(JsltFollower file, FollowScope scope) {

  private ExpressionFollower in(FollowScope other) {
    return new ExpressionFollower(file, other);
  }

  private static int lets(SimpleNode node) {
    return (int) JsltTree.children(node).stream().filter(one -> one.getId() == JJTLET).count();
  }

  FollowedValue choice(SimpleNode node) {
    List<SimpleNode> parts = JsltTree.children(node);
    ExpressionFollower own = in(scope);
    file.readings().whole(own.of(parts.getFirst()), Use.CONDITION, file.place(node));
    String condition = own.condition(parts.getFirst());
    List<FollowedValue> values = new ArrayList<>();
    file.readings()
        .under("if " + condition, () -> values.add(block(node, parts.get(lets(node) + 1))));
    SimpleNode last = parts.getLast();
    boolean hasElse = last.jjtGetFirstToken().kind == JsltParserConstants.ELSE;
    String otherwise = "if not " + condition;
    file.readings()
        .under(
            otherwise,
            () ->
                values.add(
                    hasElse
                        ? block(last, JsltTree.children(last).getLast())
                        : new FollowedValue.Fixed(Literal.NULL)));
    return new FollowedValue.Branches("if " + condition, values.get(0), otherwise, values.get(1));
  }

  private FollowedValue block(SimpleNode holder, SimpleNode value) {
    return in(scope.with(file.lets(holder, scope))).of(value);
  }

  FollowedValue array(SimpleNode node) {
    List<SimpleNode> parts = JsltTree.children(node);
    if (!isLoop(node)) {
      FollowScope inner = new FollowScope(scope.dot(), FollowedValue.UNKNOWN, scope.variables());
      return new FollowedValue.BuiltList(parts.stream().map(in(inner)::of).toList());
    }
    FollowedValue all = in(scope).of(parts.getFirst());
    file.readings().items(all, file.place(node));
    List<FollowedValue> made = new ArrayList<>();
    int value = lets(node) + 1;
    loop(node, all, parts.size() > value + 1, inner -> made.add(in(inner).of(parts.get(value))));
    return new FollowedValue.BuiltList(made);
  }

  private interface Body {
    void of(FollowScope scope);
  }

  /** The body of a loop is followed once, for any item. */
  private void loop(SimpleNode node, FollowedValue all, boolean isTested, Body body) {
    List<SimpleNode> parts = JsltTree.children(node);
    String each = "each of " + in(scope).condition(parts.getFirst());
    file.readings()
        .under(
            each,
            () -> {
              FollowScope item = scope.at(all.item());
              FollowScope inner = item.with(file.lets(node, item));
              String test = "";
              if (isTested) {
                file.readings()
                    .whole(in(inner).of(parts.getLast()), Use.CONDITION, file.place(node));
                test = "if " + in(inner).condition(parts.getLast());
              }
              file.readings().under(test, () -> body.of(inner));
            });
  }

  FollowedValue object(SimpleNode node) {
    List<SimpleNode> parts = JsltTree.children(node);
    if (isLoop(node)) {
      FollowedValue all = in(scope).of(parts.getFirst());
      file.readings().items(all, file.place(node));
      int key = lets(node) + 1;
      loop(
          node,
          all,
          parts.size() > key + 2,
          inner -> {
            file.readings().whole(in(inner).of(parts.get(key)), Use.COMPUTED, file.place(node));
            file.readings().whole(in(inner).of(parts.get(key + 1)), Use.RESULT, file.place(node));
          });
      return new FollowedValue.Computed("object");
    }
    return members(node, scope.with(file.lets(node, scope)));
  }

  private FollowedValue members(SimpleNode object, FollowScope inner) {
    Map<String, FollowedValue> keys = new LinkedHashMap<>();
    boolean isOpen = false;
    SimpleNode node = object.jjtGetNumChildren() == 0 ? null : JsltTree.children(object).getLast();
    while (node != null && node.getId() == JJTPAIR) {
      List<SimpleNode> pair = JsltTree.children(node);
      Token key = pair.getFirst().jjtGetFirstToken();
      if (key.kind == JsltParserConstants.STRING && key == pair.getFirst().jjtGetLastToken()) {
        String name = Literal.name(key);
        keys.put(name, in(inner.below(name)).of(pair.get(1)));
      } else {
        isOpen = true;
        file.readings().whole(in(inner).of(pair.getFirst()), Use.COMPUTED, file.place(node));
        file.readings().whole(in(inner).of(pair.get(1)), Use.RESULT, file.place(node));
      }
      node = pair.size() == 2 ? null : pair.getLast();
    }
    if (node != null && node.getId() == JJTMATCHER) {
      return matched(node, keys, inner);
    }
    if (isOpen) {
      keys.values().forEach(one -> file.readings().whole(one, Use.RESULT, file.place(object)));
      return new FollowedValue.Computed("object");
    }
    return new FollowedValue.Built(keys, Optional.empty());
  }

  /** {@code * - a, b : .} takes the other keys; another expression changes them. */
  private FollowedValue matched(
      SimpleNode matcher, Map<String, FollowedValue> keys, FollowScope inner) {
    Set<String> not = new HashSet<>(keys.keySet());
    List<SimpleNode> parts = JsltTree.children(matcher);
    if (parts.size() == 2) {
      Token token = parts.getFirst().jjtGetFirstToken().next;
      not.add(Literal.name(token));
      while (token.next.kind != JsltParserConstants.COLON) {
        token = token.next.next;
        not.add(Literal.name(token));
      }
    }
    boolean isCopy = file.tree().text(parts.getLast()).strip().equals(".");
    if (isCopy) {
      return new FollowedValue.Built(keys, Optional.of(new FollowedValue.Rest(inner.place(), not)));
    }
    file.readings().whole(inner.place(), Use.COMPUTED, file.place(matcher));
    in(inner.at(FollowedValue.UNKNOWN)).of(parts.getLast());
    return new FollowedValue.Built(
        keys, Optional.of(new FollowedValue.Rest(FollowedValue.UNKNOWN, not)));
  }

  private static boolean isLoop(SimpleNode node) {
    return node.jjtGetFirstToken().next.kind == JsltParserConstants.FOR;
  }
}
