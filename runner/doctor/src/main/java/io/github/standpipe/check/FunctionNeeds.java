package io.github.standpipe.check;

import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a function must be allowed to do, by its {@code LOOKUP_} and other variables. */
record FunctionNeeds(Template template) {
  private static final Pattern QUEUE =
      Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\.com/([0-9]{12})/([A-Za-z0-9_.-]+)");
  private static final Pattern TABLE = Pattern.compile("dynamodb:([^#]+).*");
  private static final Pattern BUCKET = Pattern.compile("s3:([^/#{]+)(?:[/#].*)?");
  private static final Pattern BUCKETS = Pattern.compile("s3:\\{bucket}.*[#&]buckets=([^&]+).*");

  List<Need> of(Declaration function) {
    List<Need> needs = new ArrayList<>();
    Property variables = function.property("Environment").get("Variables");
    for (String name : variables.keys()) {
      if (LookupUri.name(name).isPresent()) {
        variables.get(name).text().stream().flatMap(this::lookup).forEach(needs::add);
      }
    }
    QueueLinks queues = new QueueLinks(template);
    Optional<Declaration> quarantine = queues.quarantine(function);
    quarantine.map(q -> sending(q, "to quarantine in ")).ifPresent(needs::add);
    quarantine.flatMap(new KeyNeeds(template)::toWrite).ifPresent(needs::add);
    if (quarantine.isEmpty()) {
      outside(variables.get("QUARANTINE_QUEUE_URL")).ifPresent(needs::add);
    }
    queues.source(function).map(q -> sending(q, "to send records back to ")).ifPresent(needs::add);
    tracing(function).ifPresent(needs::add);
    return needs;
  }

  /** A queue outside the template, by its literal URL. */
  private static Optional<Need> outside(Property url) {
    return url.text()
        .map(QUEUE::matcher)
        .filter(queue -> url.isLiteral() && queue.matches())
        .map(queue ->
            "arn:aws:sqs:%s:%s:%s".formatted(queue.group(1), queue.group(2), queue.group(3)))
        .map(arn ->
            new Need(
                List.of("sqs:SendMessage"),
                Optional.of(arn),
                arn,
                "to quarantine in " + Arn.name(arn)));
  }

  private static Need sending(Declaration queue, String purpose) {
    return new Need(
        List.of("sqs:SendMessage"), queue.arn(), "!GetAtt " + queue + ".Arn", purpose + queue);
  }

  /** SAM may allow it by itself, so it is never certain to be missing. */
  private static Optional<Need> tracing(Declaration function) {
    Property sam = function.property("Tracing");
    Property mode = sam.isAbsent() ? function.property("TracingConfig").get("Mode") : sam;
    return mode.text()
        .filter("Active"::equals)
        .map(active ->
            new Need(
                List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
                Optional.empty(),
                Need.ANYWHERE,
                "to send traces"));
  }

  private Stream<Need> lookup(String uri) {
    Matcher table = TABLE.matcher(uri);
    if (table.matches()) {
      return Stream.of(need(table.group(1), "AWS::DynamoDB", "dynamodb:BatchGetItem", ""));
    }
    Matcher several = BUCKETS.matcher(uri);
    if (several.matches()) {
      return Stream.of(several.group(1).split(",")).flatMap(this::bucket);
    }
    Matcher one = BUCKET.matcher(uri);
    return one.matches() ? bucket(one.group(1)) : Stream.of();
  }

  private Stream<Need> bucket(String name) {
    return Stream.of(
        need(name, "AWS::S3::Bucket", "s3:GetObject", "/*"),
        // without it S3 reports a missing object as forbidden, which works
        need(name, "AWS::S3::Bucket", "s3:ListBucket", "").doubted());
  }

  /** A resource by its name or ARN. */
  private Need need(String name, String type, String action, String end) {
    Optional<Declaration> declared =
        Directory.of(template)
            .find(Naming.STORE, name)
            .filter(d -> d.type().startsWith(type) || d.is("AWS::Serverless::SimpleTable"))
            .findFirst();
    String own = name.startsWith("arn:") ? name : arn(name, action);
    String named =
        declared
            .map(d -> end.isEmpty() ? "!GetAtt " + d + ".Arn" : "!Sub ${" + d + ".Arn}" + end)
            .orElseGet(() -> ResourceNames.outside(name, own + end));
    return new Need(
        List.of(action),
        Optional.of(declared.flatMap(Declaration::arn).orElse(own) + end),
        named,
        "to look up in " + declared.map(Declaration::logicalId).orElse(name));
  }

  /** The ARN of a table or a bucket outside the template, in the local account and region. */
  private String arn(String name, String action) {
    return action.startsWith("s3:")
        ? template.globalArn("s3", name)
        : template.arn("dynamodb", "table/" + name);
  }
}
