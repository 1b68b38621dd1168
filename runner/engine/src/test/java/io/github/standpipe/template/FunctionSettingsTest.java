package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionSettingsTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Globals: {Function: {Timeout: 20, Runtime: nodejs22.x, Handler: index.handler}}
      Parameters: {Seconds: {Type: Number}}
      Resources:
        Sam: {Type: AWS::Serverless::Function, Properties: {InlineCode: "exports.a = 1", MemorySize: "512"}}
        Plain:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.12, Handler: index.handler, Code: {ZipFile: !Sub "n = '${AWS::Region}'"}}
        Unknown:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.12, Handler: app.handler, Code: src, Timeout: !Ref Seconds, MemorySize: !ImportValue memory}
        Far:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.12, Handler: app.handler, Code: {S3Bucket: b, S3Key: k}}
      """;

  @TempDir Path folder;

  @Test
  void readsCodeTimeAndMemory() throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, TEMPLATE);
    Path built = folder.resolve(".aws-sam/build/Sam");
    assertThat(
            Template.read(file, Map.of()).declarations().stream()
                .flatMap(one -> one.function().stream())
                .map(one ->
                    List.of(
                        one.logicalId(),
                        one.inlineCode(),
                        one.builtCode(),
                        one.code(),
                        one.timeoutSeconds(),
                        one.memoryMegabytes())))
        .containsExactly(
            List.of(
                "Sam", Optional.of("exports.a = 1"), Optional.of(built), Optional.empty(), 20, 512),
            List.of(
                "Plain",
                Optional.of("n = 'us-east-1'"),
                Optional.empty(),
                Optional.empty(),
                3,
                128),
            List.of(
                "Unknown",
                Optional.empty(),
                Optional.empty(),
                Optional.of(folder.resolve("src")),
                900,
                128),
            List.of("Far", Optional.empty(), Optional.empty(), Optional.empty(), 3, 128));
  }
}
