package io.github.standpipe.local;

import io.github.standpipe.enrich.Arn;
import java.util.Optional;
import java.util.function.Function;

/** Where an ARN says that a queue lives; what it leaves out is filled in. */
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
