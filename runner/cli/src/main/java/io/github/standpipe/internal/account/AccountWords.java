package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Permissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what the doctor writes for the author of a template into the words of an account: an ARN in
 * place of {@code !GetAtt}, and a setting in place of a line to write.
 *
 * @param arns by logical id
 * @param values of {@code ID.Ref}, if it is not the ARN
 * @param pseudo the values of pseudo parameters
 * @param texts all values of each resource, by logical id
 */
public record AccountWords(
    Map<String, String> arns,
    Map<String, String> values,
    Map<String, String> pseudo,
    Map<String, String> texts) {
  private static final Pattern REFERENCE = Pattern.compile("!GetAtt |!Ref |\\$\\{");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\.([A-Za-z]+)");
  private static final Pattern ANY =
      Pattern.compile("!(?:GetAtt|Ref) ([A-Z][A-Za-z]+)(?:\\.[A-Z][A-Za-z]+)?");
  private static final Map<String, String> PHRASES =
      Map.of(
          "Add an AWS::SQS::QueuePolicy with ", "Allow in the queue's policy: ",
          "Add an AWS::CloudWatch::Alarm on ", "Add a CloudWatch alarm on ",
          "No alarm in the template watches ", "No alarm in this region watches ",
          "its policies are not in the template", "its policies were not read",
          "; !Ref of a queue is its URL", "",
          "!Ref ALIAS, of an AWS::Lambda::Alias of ", "the ARN of an alias of ",
          ", or make it a parameter", "",
          ", or suppress this with the reason that the delay is intended", "",
          "Write one sentence: ", "Set a Description of one sentence: ",
          "the STANDARD machine state machine ", "the STANDARD state machine ");

  static AccountWords of(AccountScan scan) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : scan.tree().resources()) {
      texts.put(one.getKey(), one.getValue().toString());
    }
    // the longest first, so that no id hides another one that begins with it
    Map<String, String> arns =
        new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(o -> o));
    arns.putAll(scan.tree().arns());
    return new AccountWords(arns, scan.tree().values(), scan.home().pseudo(), texts);
  }

  /** The same finding about the account. */
  public Finding say(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.at(),
        finding.resource(),
        say(finding.observed()),
        say(finding.instead()),
        finding.suppressed());
  }

  /** The same permissions, with ARNs. */
  public Permissions say(Permissions permissions) {
    return new Permissions(
        permissions.holder(),
        permissions.users(),
        allowed(permissions.least()),
        allowed(permissions.lacks()),
        permissions.excess().stream().map(this::say).toList(),
        permissions.unknown().stream().map(this::say).toList());
  }

  private List<Permissions.Allowed> allowed(List<Permissions.Allowed> all) {
    return all.stream()
        .map(one -> new Permissions.Allowed(one.actions(), say(one.resource()), say(one.purpose())))
        .toList();
  }

  String say(String text) {
    String said = text;
    for (Map.Entry<String, String> phrase : PHRASES.entrySet()) {
      said = said.replace(phrase.getKey(), phrase.getValue());
    }
    said = said.replaceAll("(^|[.;] )Write ", "$1Set ").replace(", or write ", ", or set ");
    said = references(said);
    for (Map.Entry<String, String> one : pseudo.entrySet()) {
      said = said.replace("!Ref " + one.getKey(), one.getValue());
      said = said.replace("${" + one.getKey() + "}", one.getValue());
    }
    return ANY.matcher(said.replace("!Sub ", ""))
        .replaceAll(one -> Matcher.quoteReplacement("ARN of the " + words(one.group(1))));
  }

  /** {@code dead letter queue} for {@code DeadLetterQueue}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private String references(String text) {
    StringBuilder said = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    int from = 0;
    while (reference.find(from)) {
      int start = reference.end();
      String id =
          arns.keySet().stream().filter(one -> text.startsWith(one, start)).findFirst().orElse("");
      said.append(text, from, id.isEmpty() ? start : reference.start());
      from = start;
      if (!id.isEmpty()) {
        from = value(text, id, start + id.length(), said);
        from += text.startsWith("}", from) && reference.group().equals("${") ? 1 : 0;
      }
    }
    return said.append(text.substring(from)).toString();
  }

  private static String name(String id) {
    return id.substring(id.indexOf(' ') + 1);
  }

  /** Appends what a reference is, and returns where the text goes on. */
  private int value(String text, String id, int end, StringBuilder said) {
    Matcher attribute = ATTRIBUTE.matcher(text).region(end, text.length());
    boolean has = attribute.lookingAt();
    String asked = has ? attribute.group(1) : "Ref";
    String arn = arns.getOrDefault(id, id);
    said.append(
        switch (asked) {
          case "Ref" -> values.getOrDefault(id + ".Ref", arn);
          case "QueueName", "TopicName", "Name" -> name(id);
          default -> arn;
        });
    return has ? attribute.end() : end;
  }
}
