package io.github.standpipe.internal.local;

import io.github.standpipe.json.Arn;
import java.util.Optional;
import java.util.function.Function;

/** The location in a queue's ARN; missing parts have defaults. */
record QueueArn(String region, String account, String name) {

  static QueueArn of(String arn) {
    Optional<Arn> parts = Arn.parse(arn);
    return new QueueArn(
        part(parts, Arn::region, "us-east-1"),
        part(parts, Arn::account, "000000000000"),
        parts.map(Arn::resource).orElseGet(() -> Arn.name(arn)));
  }

  private static String part(Optional<Arn> arn, Function<Arn, String> part, String otherwise) {
    return arn.map(part).filter(text -> !text.isEmpty()).orElse(otherwise);
  }
}
