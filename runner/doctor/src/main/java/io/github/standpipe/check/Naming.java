package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The ways in which a text names a resource. */
enum Naming {
  /** A queue by its {@code Ref}. */
  QUEUE(one -> one.isQueue() ? one.ref().stream() : Stream.of()),
  /** Anything that reads a queue, by the ARN of the queue. */
  READER(one -> SharingCheck.sources(one).flatMap(source -> source.text().stream())),
  /** An alias of a function by its ARN. */
  FUNCTION_ALIAS(one -> one.is("AWS::Lambda::Alias") ? one.arn().stream() : Stream.of()),
  /** A key by its ARN or its id. */
  KEY(one ->
      one.is("AWS::KMS::Key")
          ? one.arn().stream().flatMap(arn -> Stream.of(arn, arn.replaceFirst("^.*:key/", "")))
          : Stream.of()),
  /** The alias of a key by its name. */
  KEY_ALIAS(
      one -> one.is("AWS::KMS::Alias") ? one.property("AliasName").text().stream() : Stream.of()),
  /** A named role, by the part of its ARN after the account. */
  ROLE(one ->
      one.is("AWS::IAM::Role") && one.hasGivenName()
          ? one.arn().map(arn -> Arn.of(arn).resource()).stream()
          : Stream.of()),
  /** A table or a bucket by its name or ARN. */
  STORE(one ->
      one.type().matches("AWS::(DynamoDB|S3)::.*|AWS::Serverless::SimpleTable")
          ? Stream.of(one.name(), one.arn()).flatMap(Optional::stream)
          : Stream.of());

  private final Function<Declaration, Stream<String>> names;

  Naming(Function<Declaration, Stream<String>> names) {
    this.names = names;
  }

  Stream<String> of(Declaration resource) {
    return names.apply(resource);
  }
}
