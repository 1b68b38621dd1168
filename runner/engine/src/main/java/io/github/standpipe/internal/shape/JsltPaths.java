package io.github.standpipe.internal.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths by which a transform surely reads its event: those that begin at {@code .}, or at a
 * variable that is one, outside of loops, functions and matchers, which give the dot another sense.
 */
public final class JsltPaths {
  private static final Pattern SKIPPED =
      Pattern.compile("//[^\\n]*|\"(?:[^\"\\\\]|\\\\.)*\"", Pattern.DOTALL);
  private static final Pattern LET =
      Pattern.compile(
          "\\blet\\s+([\\w-]+)\\s*=\\s*((?:\\.[A-Za-z_][\\w-]*)+)(?=\\s*(?:\\n|let\\b|def\\b|\\{|$))");
  private static final Pattern ANY_LET = Pattern.compile("\\blet\\s+([\\w-]+)\\s*=");
  private static final Pattern CHAIN =
      Pattern.compile("(?<![\\w)\\]}.$\"'-])((?:\\.[A-Za-z_][\\w-]*)+)(?!\\s*[\\w-]*\\()");
  private static final Pattern OF_VARIABLE =
      Pattern.compile("\\$([\\w-]+)((?:\\.[A-Za-z_][\\w-]*)+)");
  private static final Pattern REBINDS =
      Pattern.compile("\\bfor\\s*\\(|\\bdef\\s|\\*(?:\\s*-[^:]*)?\\s*:");

  /** A transform that takes events of several shapes may read what some of them lack. */
  private static final Pattern ASKS =
      Pattern.compile("\\bif\\s*\\(|\\bfallback\\s*\\(|\\bis-\\w+\\s*\\(");

  private JsltPaths() {}

  /**
   * The paths, without their first dot; none of a transform that tests what exists, as it may read
   * what no event has.
   */
  public static Set<String> in(String text) {
    return ASKS.matcher(plain(text)).find() ? Set.of() : all(text);
  }

  private static String plain(String text) {
    return SKIPPED.matcher(text).replaceAll(match -> " ".repeat(match.group().length()));
  }

  /** The paths, also those that it asks for. */
  public static Set<String> all(String text) {
    String plain = plain(text);
    Set<String> paths = new HashSet<>();
    plain = plain.substring(0, firstRebinding(plain));
    Matcher chain = CHAIN.matcher(plain);
    while (chain.find()) {
      paths.add(chain.group(1).substring(1));
    }
    Map<String, String> variables = variables(plain);
    Matcher use = OF_VARIABLE.matcher(plain);
    while (use.find()) {
      String start = variables.get(use.group(1));
      if (start != null) {
        paths.add((start + use.group(2)).substring(1));
      }
    }
    return paths;
  }

  /** What stands before the first loop, function or matcher is surely of the event. */
  private static int firstRebinding(String plain) {
    Matcher rebinding = REBINDS.matcher(plain);
    return rebinding.find() ? rebinding.start() : plain.length();
  }

  /** Variables that are bound once, to a path. */
  private static Map<String, String> variables(String plain) {
    List<String> bound = new ArrayList<>();
    Matcher any = ANY_LET.matcher(plain);
    while (any.find()) {
      bound.add(any.group(1));
    }
    Map<String, String> variables = new HashMap<>();
    Matcher let = LET.matcher(plain);
    while (let.find()) {
      if (bound.indexOf(let.group(1)) == bound.lastIndexOf(let.group(1))) {
        variables.put(let.group(1), let.group(2));
      }
    }
    return variables;
  }
}
