package io.github.standpipe.internal.shadow;

import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.template.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A pipe as it was and as it is, each in a folder of its own. */
record TwoPipes(Path folder) {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        From: {Type: AWS::SQS::Queue}
        To:
          Type: AWS::Serverless::StateMachine
          Properties: {Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}}
        Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: .}}
        Rich:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java21
            Handler: io.github.standpipe.enrich.EnrichmentHandler
            Layers: [!Ref Layer]
            Environment:
              Variables:
                TRANSFORM: x.jslt
                LOOKUP_CUSTOMERS: https://example.com/{key}
                QUARANTINE_QUEUE_URL: https://sqs.example/1/q
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt From.Arn
            SourceParameters: {FilterCriteria: {Filters: [PATTERN]}}
            Enrichment: !GetAtt Rich.Arn
            Target: !Ref To
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;

  TwoPipes was(String pattern, String transform) throws IOException {
    return write("was", pattern, transform);
  }

  TwoPipes is(String pattern, String transform) throws IOException {
    return write("is", pattern, transform);
  }

  private TwoPipes write(String side, String pattern, String transform) throws IOException {
    Path own = Files.createDirectories(folder.resolve(side));
    Files.writeString(own.resolve("x.jslt"), transform);
    String filters = pattern.isEmpty() ? "" : "{Pattern: '" + pattern + "'}";
    Files.writeString(own.resolve("template.yaml"), TEMPLATE.replace("PATTERN", filters));
    return this;
  }

  /** Adds input templates before the enrichment and before the target; empty for none. */
  TwoPipes templates(String side, String before, String behind) throws IOException {
    Path file = folder.resolve(side).resolve("template.yaml");
    String parameters = "            TargetParameters:\n";
    String written =
        (before.isEmpty()
                ? ""
                : "            EnrichmentParameters: {InputTemplate: '" + before + "'}\n")
            + parameters
            + (behind.isEmpty() ? "" : "              InputTemplate: '" + behind + "'\n");
    Files.writeString(file, Files.readString(file).replace(parameters, written));
    return this;
  }

  TwoPipes customers(String documents) throws IOException {
    Path lookups = Files.createDirectories(folder.resolve("lookups"));
    Files.writeString(lookups.resolve("customers.json"), documents);
    return this;
  }

  Project project(String side) {
    Path own = folder.resolve(side);
    return new Project(Template.read(own.resolve("template.yaml"), Map.of()), own.resolve("none"));
  }

  ShadowSetup setup(int batch) {
    return setup(batch, List.of());
  }

  private ShadowSetup setup(int batch, List<Path> tasks) {
    ShadowDocuments documents =
        ShadowDocuments.recorded(FixtureLookups.files(folder.resolve("lookups")));
    return new ShadowSetup(project("was"), project("is"), "P", documents, tasks, batch);
  }

  /** Also runs the machines, which give out what they take. */
  ShadowFindings compareExecutions(String events) {
    return compare(events, 2, setup(1, List.of(folder)));
  }

  ShadowFindings compare(String events, int threads) {
    return compare(events, threads, 1);
  }

  ShadowFindings compare(String events, int threads, int batch) {
    return compare(events, threads, setup(batch));
  }

  private static ShadowFindings compare(String events, int threads, ShadowSetup setup) {
    byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
    try (RecordedEvents recorded =
        new RecordedEvents(List.of(RecordedEvents.STANDARD), new ByteArrayInputStream(bytes))) {
      return new ShadowRun(setup).run(recorded, threads, done -> {});
    }
  }
}
