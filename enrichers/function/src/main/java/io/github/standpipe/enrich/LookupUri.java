package io.github.standpipe.enrich;

import io.github.standpipe.json.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a {@code LOOKUP_<NAME>} variable: {@code scheme:address#option=value&option=value}.
 *
 * <p>Options follow a {@code #}, because the query before it belongs to the service. An option's
 * value may be percent-encoded. A scheme reads the options that it knows; {@link #refuseOthers}
 * refuses the rest. A fault quotes one option at most, because an address may hold a secret.
 */
public final class LookupUri {
  private static final String PREFIX = "LOOKUP_";
  private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9+.-]*):([^#]+)(?:#(.*))?");

  private final String variable;
  private final String scheme;
  private final String address;
  private final Map<String, List<String>> options = new TreeMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  private LookupUri(String variable, String scheme, String address, String options) {
    this.variable = variable;
    this.scheme = scheme;
    this.address = address;
    for (String option : options.isEmpty() ? new String[0] : options.split("&", -1)) {
      add(option);
    }
  }

  /**
   * {@return the name of a variable's look-up: in lower case, with {@code -} for {@code _}; empty
   * if the variable does not name a look-up}
   *
   * @param variable such as {@code LOOKUP_CUSTOMERS}
   */
  public static Optional<String> name(String variable) {
    boolean names = variable.startsWith(PREFIX) && variable.length() > PREFIX.length();
    return names
        ? Optional.of(
            variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-'))
        : Optional.empty();
  }

  /**
   * {@return whether a variable's value names a service rather than a file or something unknown}
   *
   * @param variable such as {@code LOOKUP_CUSTOMERS}
   * @param value its value
   * @throws Fault for an option that is not {@code name=value}
   */
  public static boolean namesService(String variable, String value) {
    return parse(variable, value).filter(Schemes::isKnown).isPresent();
  }

  /**
   * Reads a variable's value.
   *
   * @param variable such as {@code LOOKUP_CUSTOMERS}, for messages
   * @param value its value, such as {@code dynamodb:customers#cache=5m}
   * @return its parts; empty if it has no scheme or no address
   * @throws Fault for an option that is not {@code name=value}
   */
  public static Optional<LookupUri> parse(String variable, String value) {
    Matcher form = FORM.matcher(value);
    return form.matches()
        ? Optional.of(
            new LookupUri(
                variable,
                form.group(1),
                form.group(2),
                Optional.ofNullable(form.group(3)).orElse("")))
        : Optional.empty();
  }

  private void add(String option) {
    int equals = option.indexOf('=');
    if (equals < 1 || equals == option.length() - 1) {
      throw fault("has the option '" + option + "'; write options as name=value&name=value");
    }
    String value = decoded(option.substring(0, equals), option.substring(equals + 1));
    options.computeIfAbsent(option.substring(0, equals), o -> new ArrayList<>()).add(value);
  }

  private String decoded(String option, String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw fault("has the option '" + option + "' with a % that encodes nothing; write %25");
    }
  }

  /**
   * Opens the look-up of the service, with its cache, as a function has it.
   *
   * @param environment the function's environment, such as the region in {@code AWS_REGION}
   * @return the look-up, which any number of threads may call at the same time
   * @throws Fault for an invalid address or option
   */
  public Lookup open(Environment environment) {
    return new Schemes(environment).open(this);
  }

  /** {@return the scheme, such as {@code dynamodb}} */
  public String scheme() {
    return scheme;
  }

  /** {@return the text between the scheme and the {@code #}, whose form the scheme determines} */
  public String address() {
    return address;
  }

  /**
   * {@return the values of an option that may be repeated, in order; empty if it is not given}
   *
   * @param option the name of the option, which from now on counts as known
   */
  public List<String> all(String option) {
    known.add(option);
    return List.copyOf(options.getOrDefault(option, List.of()));
  }

  /**
   * {@return the value of an option; empty if it is not given}
   *
   * @param option the name of the option, which from now on counts as known
   * @throws Fault if the option is given twice
   */
  public Optional<String> one(String option) {
    List<String> values = all(option);
    if (values.size() > 1) {
      throw fault("has the option '" + option + "' twice; write it once");
    }
    return values.stream().findFirst();
  }

  /**
   * {@return the value of an option that is a whole number}
   *
   * @param option the name of the option, which from now on counts as known
   * @param standard the value if the option is not given
   * @param most the greatest valid number; the least is 1
   * @throws Fault for any other value
   */
  public int number(String option, int standard, int most) {
    String value = one(option).orElse(Integer.toString(standard));
    if (!value.matches("\\d{1,9}")
        || Integer.parseInt(value) < 1
        || most < Integer.parseInt(value)) {
      throw bad(option, value, "write a whole number from 1 to " + most);
    }
    return Integer.parseInt(value);
  }

  /**
   * {@return the value of an option that is a time, such as {@code 500ms}, {@code 2s}, {@code 5m}
   * or {@code 1h}}
   *
   * @param option the name of the option, which from now on counts as known
   * @param standard the value if the option is not given
   * @throws Fault for any other value
   */
  public Duration time(String option, Duration standard) {
    return amount(option, Amount.TIME).map(Duration::ofMillis).orElse(standard);
  }

  /**
   * {@return the value of an option that is a time, which may be {@code 0s}}
   *
   * @param option the name of the option, which from now on counts as known
   * @param standard the value if the option is not given
   * @throws Fault for any other value
   */
  public Duration timeOrZero(String option, Duration standard) {
    boolean zero = one(option).filter(value -> value.matches("0+(ms|s|m|h)")).isPresent();
    return zero ? Duration.ZERO : time(option, standard);
  }

  /**
   * {@return the value of an option that is a size, in bytes: {@code 65536}, {@code 64KB} or {@code
   * 1MB}}
   *
   * @param option the name of the option, which from now on counts as known
   * @param standard the value if the option is not given
   * @throws Fault for any other value
   */
  public int size(String option, int standard) {
    long size = amount(option, Amount.SIZE).orElse((long) standard);
    return (int) Math.min(size, Integer.MAX_VALUE - 1);
  }

  private Optional<Long> amount(String option, Amount kind) {
    Optional<String> text = one(option);
    Optional<Long> amount = text.flatMap(kind::of);
    if (text.isPresent() && amount.isEmpty()) {
      throw bad(option, text.get(), "write " + kind.examples());
    }
    return amount;
  }

  /**
   * {@return a fault in the value of one option, for the scheme to throw}
   *
   * @param option the name of the option
   * @param value its value, which the message quotes
   * @param cure what to do, such as {@code write a whole number}
   */
  public Fault bad(String option, String value, String cure) {
    return fault("has the option '" + option + "' with the value '" + value + "'; " + cure);
  }

  /**
   * {@return a fault in the whole value, for the scheme to throw; its message begins with the name
   * of the variable}
   *
   * @param message what was seen and what to do, without the address, which may contain a secret
   */
  public Fault fault(String message) {
    return new Fault("environment variable " + variable, message);
  }

  /** Refuses an option that nobody read. */
  void refuseOthers() {
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        throw fault(
            "has the option '"
                + option
                + "'; the options of "
                + scheme
                + ": are "
                + String.join(", ", known));
      }
    }
  }
}
