package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;

/** The permissions to use the customer managed keys that encrypt what is read or written. */
record KeyNeeds(Template template) {
  private static final List<String> READ = List.of("kms:Decrypt");
  private static final List<String> WRITE = List.of("kms:GenerateDataKey", "kms:Decrypt");

  /** A key by the resource that it encrypts. */
  Optional<Need> toRead(Property source) {
    return template
        .find(source)
        .flatMap(
            read -> of(read).map(key -> need(key, "to decrypt what " + read + " holds", READ)));
  }

  Optional<Need> toWrite(Property target) {
    return template.find(target).flatMap(this::toWrite);
  }

  Optional<Need> toWrite(Declaration written) {
    List<String> actions = written.is("AWS::Kinesis::Stream") ? WRITE.subList(0, 1) : WRITE;
    return of(written).map(key -> need(key, "to encrypt what is put into " + written, actions));
  }

  /** The key that encrypts the data of the pipe itself. */
  Optional<Need> ofPipe(Subject subject) {
    Property key = subject.at("KmsKeyIdentifier");
    return isOwn(key) && !key.text().equals(Optional.of(""))
        ? Optional.of(
            need(
                    key,
                    "to use the key of " + subject.name(),
                    List.of("kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"))
                .doubted())
        : Optional.empty();
  }

  private static Optional<Property> of(Declaration resource) {
    Property key =
        switch (resource.type()) {
          case "AWS::SQS::Queue", "AWS::SNS::Topic" -> resource.property("KmsMasterKeyId");
          case "AWS::Kinesis::Stream" -> resource.property("StreamEncryption").get("KeyId");
          default -> resource.metadata().get(""); // nothing
        };
    return Optional.of(key).filter(KeyNeeds::isOwn);
  }

  /** An AWS managed key needs no permission. */
  private static boolean isOwn(Property key) {
    return !key.isAbsent() && key.text().filter(k -> k.contains("alias/aws/")).isEmpty();
  }

  private Need need(Property key, String purpose, List<String> actions) {
    Optional<Declaration> declared = declared(key);
    Optional<String> arn =
        declared.isPresent()
            ? declared.flatMap(Declaration::arn)
            : key.text().filter(k -> k.startsWith("arn:") && k.contains(":key/"));
    String named = declared.map(d -> "!GetAtt " + d + ".Arn").orElse(arn.orElse("the key's ARN"));
    return new Need(actions, arn, named, purpose);
  }

  /** A key by its id or ARN, or by an alias of it. */
  private Optional<Declaration> declared(Property key) {
    return itself(key).or(() -> alias(key).flatMap(one -> itself(one.property("TargetKeyId"))));
  }

  private Optional<Declaration> itself(Property key) {
    return find("AWS::KMS::Key", key, Naming.KEY, key.text().orElse(""));
  }

  private Optional<Declaration> alias(Property key) {
    String name = key.text().orElse("").replaceFirst("^arn:[^/]*:alias/", "alias/");
    return find("AWS::KMS::Alias", key, Naming.KEY_ALIAS, name);
  }

  /** What a property names by its logical id, or else by a text. */
  private Optional<Declaration> find(String type, Property at, Naming naming, String text) {
    Directory directory = Directory.of(template);
    return directory
        .referred(at)
        .filter(one -> one.is(type))
        .findFirst()
        .or(() -> directory.find(naming, text).findFirst());
  }
}
