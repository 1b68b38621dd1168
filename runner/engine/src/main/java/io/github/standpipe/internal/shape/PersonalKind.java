package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kind of personal values, recognised by their form or their key. */
public enum PersonalKind {
  EMAIL("e-mail", "e-mails", "(?s).*\\S@\\S+\\.\\S.*", "e?mail|emailaddress"),
  PHONE(
      "phone number",
      "phone numbers",
      "(?s)(.*[^\\d+])?(\\+|00)\\d([ ()/.-]{0,2}\\d){6,14}(\\D.*)?|0\\d([ ()/-]{0,2}\\d){6,12}",
      "(tele)?phone(number)?|mobile|fax|msisdn"),
  ACCOUNT(
      "account number",
      "account numbers",
      "[A-Z]{2}\\d{2}[A-Z0-9 ]{11,32}|(\\d{4}[ -]){3}\\d{1,7}",
      "iban|bic|ssn|passport(number)?|card(number)?|tax(id|number)"),
  BIRTHDAY(
      "date of birth",
      "dates of birth",
      "(?!)",
      "born(on)?|birth(day|date|place)?|dob|dateofbirth"),
  ADDRESS(
      "address",
      "addresses",
      "(?s)\\p{L}[\\p{L} .'-]+ \\d{1,4}[a-z]?(,.*)?|\\d{1,5} \\p{Lu}\\p{L}+ [\\p{L} .,]+",
      "street|address(line)?\\d?|city|town|zip(code)?|post(al)?code|house(number)?"),
  NAME(
      "name",
      "names",
      "\\p{Lu}[\\p{L}'’]+([ -]\\p{Lu}[\\p{L}'’.]*){1,3}",
      "(first|last|full|given|family|middle|user|customer|display|sur)?name|customer|person|contact|recipient"),
  LONG_TEXT(
      "long text",
      "long texts",
      "(?s)\\s*\\S+(\\s+\\S+){4,}\\s*",
      "note|comment|remarks?|message|subject|description");

  private static final int LOOKED_AT = 2000;

  /** Under these keys, words in capitals are technical terms. */
  private static final Pattern TERM =
      Pattern.compile("(detail-?)?type|status|state|kind|tier|code|category|source|event|reason");

  private final String one;
  private final String many;
  private final Pattern look;
  private final Pattern called;

  PersonalKind(String one, String many, String look, String called) {
    this.one = one;
    this.many = many;
    this.look = Pattern.compile(look);
    this.called = Pattern.compile(called);
  }

  /** The kind of a value at a path; empty for most. */
  public static Optional<PersonalKind> of(String path, JsonNode value) {
    String text = value.asText();
    String start = text.substring(0, Math.min(text.length(), LOOKED_AT));
    String key = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String plain = key.replace("_", "").replace("-", "");
    for (PersonalKind kind : values()) {
      boolean isTerm = kind == NAME && TERM.matcher(key).matches();
      boolean looks = value.isTextual() && kind.look.matcher(start).matches();
      if (!isTerm && (looks || kind.called.matcher(plain).matches())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Under these keys, more often than not, is something else: a product has a name, too. */
  private static final Pattern OFTEN_OTHER =
      Pattern.compile("name|customer|person|contact|recipient|city|town|house|card|mobile|fax");

  /** Whether a value is personal with little doubt, by its key or because it is an address. */
  public static boolean isSurely(String key, String text) {
    String plain = key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    String start = text.substring(0, Math.min(text.length(), LOOKED_AT));
    return EMAIL.look.matcher(start).matches()
        || !OFTEN_OTHER.matcher(plain).matches()
            && Arrays.stream(values())
                .anyMatch(kind -> kind != LONG_TEXT && kind.called.matcher(plain).matches());
  }

  /** {@code 1 name}, {@code 2 names}. */
  public String count(int number) {
    return number + " " + (number == 1 ? one : many);
  }

  @Override
  public String toString() {
    return one;
  }
}
