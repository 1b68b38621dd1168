package io.github.standpipe.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Random queues and pipes, once in one template and once spread over a tree of nested stacks. */
final class SpreadTemplate {
  private static final String QUEUE =
      "  %s: {Type: AWS::SQS::Queue, Properties: {QueueName: %s}}\n";
  private static final String PIPE =
      "  %s: {Type: AWS::Pipes::Pipe, Properties: {Name: p-%s, RoleArn:"
          + " 'arn:aws:iam::123456789012:role/r', Source: %s, Target:"
          + " 'arn:aws:states:us-east-1:123456789012:stateMachine:m'}}\n";

  private final Random random;
  private final StringBuilder whole = new StringBuilder("Resources:\n");
  private final Stack root = new Stack();
  private int pipes;

  /** A stack, the text of its parts, and the stacks in it. */
  private static final class Stack {
    private final Map<String, Stack> below = new LinkedHashMap<>();
    private final Map<String, StringBuilder> passed = new LinkedHashMap<>();
    private final StringBuilder parameters = new StringBuilder();
    private final StringBuilder resources = new StringBuilder();
    private final StringBuilder outputs = new StringBuilder();

    /** The stack with an index in the tree; each stack has two below it, down to a depth. */
    private Stack at(String path) {
      return path.isEmpty()
          ? this
          : below
              .computeIfAbsent(
                  "S" + path.charAt(0),
                  name -> {
                    passed.put(name, new StringBuilder());
                    return new Stack();
                  })
              .at(path.substring(1));
    }

    private Map<String, String> files(String name) {
      Map<String, String> files = new LinkedHashMap<>();
      StringBuilder text = new StringBuilder();
      text.append("Parameters: {").append(parameters).append("}\nResources:\n").append(resources);
      below.forEach((id, stack) -> {
        String file = (name.equals("root") ? "" : name) + id;
        files.putAll(stack.files(file));
        text.append(
            "  %s: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: %s.yaml, Parameters: {%s}}}\n"
                .formatted(id, file, passed.getOrDefault(id, new StringBuilder())));
      });
      text.append("  None: {Type: AWS::SNS::Topic}\nOutputs: {").append(outputs).append("}\n");
      files.put(name + ".yaml", text.toString());
      return files;
    }
  }

  SpreadTemplate(Random random, int size) {
    this.random = random;
    for (int i = 0; i < size; i++) {
      queueWithPipe("Q" + i, "P" + i, path(), path());
    }
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      path.append(random.nextBoolean() ? 'a' : 'b');
    }
    return path.toString();
  }

  private void queueWithPipe(String queue, String pipe, String from, String to) {
    String name = random.nextBoolean() ? "n" + queue : "!Sub 'n" + queue + "-${AWS::Region}'";
    whole.append(QUEUE.formatted(queue, name));
    whole.append(PIPE.formatted(pipe, pipe, "!GetAtt " + queue + ".Arn"));
    pipes++;
    root.at(from).resources.append(QUEUE.formatted(queue, name));
    String arn = "!GetAtt " + queue + ".Arn";
    for (int depth = from.length(); depth > 0; depth--) { // up to the root by outputs
      root.at(from.substring(0, depth)).outputs.append("%s: {Value: %s}, ".formatted(queue, arn));
      arn = reference("S" + from.charAt(depth - 1) + ".Outputs." + queue);
    }
    for (int depth = 0; depth < to.length(); depth++) { // down to the pipe by parameters
      Stack stack = root.at(to.substring(0, depth));
      Stack below = root.at(to.substring(0, depth + 1));
      StringBuilder passed = stack.passed.getOrDefault("S" + to.charAt(depth), new StringBuilder());
      passed.append("A%s: %s, ".formatted(queue, arn));
      below.parameters.append("A%s: {Type: String}, ".formatted(queue));
      arn = random.nextBoolean() ? "!Ref A" + queue : "!Sub '${A" + queue + "}'";
    }
    root.at(to).resources.append(PIPE.formatted(pipe, pipe, arn));
  }

  private String reference(String path) {
    int dot = path.indexOf('.');
    return switch (random.nextInt(3)) {
      case 0 -> "!GetAtt " + path;
      case 1 -> "!Sub '${" + path + "}'";
      default ->
          "{'Fn::GetAtt': [" + path.substring(0, dot) + ", " + path.substring(dot + 1) + "]}";
    };
  }

  String whole() {
    return whole.toString();
  }

  /** The templates of the tree, by file name; the outermost one is root.yaml. */
  Map<String, String> files() {
    return root.files("root");
  }

  int pipes() {
    return pipes;
  }
}
