package io.github.standpipe.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a plain scalar as in YAML 1.1, which CloudFormation uses. */
final class YamlScalars {
  /** Versions of documents, which CloudFormation accepts without quotes. */
  private static final Set<String> VERSIONS = Set.of("2010-09-09", "2012-10-17", "2008-10-17");

  private static final Pattern ZERO_FIRST = Pattern.compile("0\\d+");
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  private YamlScalars() {}

  /** The text of the value: {@code 9} for {@code 011}, {@code true} for {@code yes}. */
  static String text(ScalarNode node) {
    String written = node.getValue();
    if (!node.isPlain()) {
      return written;
    }
    return switch (node.getTag().getValue()) {
      case "tag:yaml.org,2002:bool" -> bool(written);
      case "tag:yaml.org,2002:int" -> whole(written);
      case "tag:yaml.org,2002:float" -> decimal(written);
      default -> written;
    };
  }

  /** What a reader would not expect from a scalar. */
  static Optional<TemplateNote.YamlNote> note(ScalarNode node, Place at) {
    String written = node.getValue();
    String read = text(node);
    if (!node.isPlain()) {
      return Optional.empty();
    }
    if (node.getTag().equals(Tag.BOOL)) {
      boolean plain = written.equalsIgnoreCase(read);
      return note(!plain, TemplateNote.YamlNote.Sort.BOOLEAN, at, written, read);
    }
    if (node.getTag().equals(Tag.TIMESTAMP)) {
      return note(!VERSIONS.contains(written), TemplateNote.YamlNote.Sort.DATE, at, written, read);
    }
    boolean zero = node.getTag().equals(Tag.STR) && ZERO_FIRST.matcher(written).matches();
    return zero
        ? note(true, TemplateNote.YamlNote.Sort.LEADING_ZERO, at, written, read)
        : note(!read.equals(written), TemplateNote.YamlNote.Sort.NUMBER, at, written, read);
  }

  private static Optional<TemplateNote.YamlNote> note(
      boolean noted, TemplateNote.YamlNote.Sort sort, Place at, String written, String read) {
    return noted
        ? Optional.of(new TemplateNote.YamlNote(sort, at, written, read))
        : Optional.empty();
  }

  private static String bool(String written) {
    boolean holds = Set.of("yes", "on", "true").contains(written.toLowerCase(Locale.ROOT));
    return String.valueOf(holds);
  }

  private static String whole(String written) {
    String bare = written.replace("_", "");
    boolean negative = bare.startsWith("-");
    String digits = bare.replaceFirst("^[-+]", "");
    try {
      BigInteger value = magnitude(digits);
      return (negative ? value.negate() : value).toString();
    } catch (NumberFormatException e) {
      return written; // digits that only look like a number
    }
  }

  private static BigInteger magnitude(String digits) {
    if (digits.contains(":")) {
      return sexagesimal(digits).toBigIntegerExact();
    }
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
  }

  private static String decimal(String written) {
    String bare = written.replace("_", "");
    if (!bare.contains(":")) {
      return bare;
    }
    boolean negative = bare.startsWith("-");
    BigDecimal value = sexagesimal(bare.replaceFirst("^[-+]", ""));
    return (negative ? value.negate() : value).toPlainString();
  }

  private static BigDecimal sexagesimal(String digits) {
    BigDecimal value = BigDecimal.ZERO;
    for (String part : digits.split(":")) {
      value = value.multiply(SIXTY).add(new BigDecimal(part));
    }
    return value;
  }
}
