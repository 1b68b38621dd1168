package io.github.standpipe.internal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A project in a folder of its own, with one pipe P that a transform enriches. */
public record MadeProject(Path root) {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        From: {Type: AWS::SQS::Queue}
        To: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {}}}
        Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ../transforms}}
        Rich:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java21
            Handler: io.github.standpipe.enrich.EnrichmentHandler
            Layers: [!Ref Layer]
            Environment:
              Variables: {TRANSFORM: x.jslt}
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt From.Arn
            Enrichment: !GetAtt Rich.Arn
            EnrichmentParameters: {InputTemplate: '{"body": <$.body>}'}
            Target: !Ref To
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;

  public static MadeProject in(Path root, String jslt) {
    MadeProject project = new MadeProject(root);
    project.write("pipes/template.yaml", TEMPLATE);
    project.write("transforms/x.jslt", jslt);
    return project;
  }

  /** With another name for its pipe. */
  MadeProject called(String pipe) {
    return write("pipes/template.yaml", TEMPLATE.replace("  P:\n", "  " + pipe + ":\n"));
  }

  public Path template() {
    return root.resolve("pipes/template.yaml");
  }

  /** Writes a file of the case {@code x}. */
  public MadeProject with(String file, String text) {
    return write("fixtures/P/x/" + file, text);
  }

  public MadeProject write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file of the case {@code x}. */
  String text(String file) {
    try {
      return Files.readString(root.resolve("fixtures/P/x").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Said test(String... arguments) {
    return Said.by(
        Stream.concat(Stream.of("test", "-t", template().toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }
}
