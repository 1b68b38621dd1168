package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Json;

/**
 * The figures of a call in CloudWatch's embedded metric format.
 *
 * @param function the one dimension
 * @param pipe the other one; empty if it is not configured
 */
record Metrics(String namespace, String function, String pipe) {

  static Metrics in(Environment environment) {
    return new Metrics(
        environment.text("METRICS_NAMESPACE", "Standpipe"),
        environment.text("AWS_LAMBDA_FUNCTION_NAME", "local"),
        environment.text("PIPE", ""));
  }

  /** The line with the figures in it. */
  ObjectNode line(ObjectNode line, Figures figures) {
    line.put("function", function);
    if (!pipe.isEmpty()) {
      line.put("pipe", pipe);
    }
    for (Figure figure : Figure.values()) {
      String metric = figure.metric();
      put(line, Character.toLowerCase(metric.charAt(0)) + metric.substring(1), figure, figures);
    }
    return line;
  }

  ObjectNode embedded(long millis, Figures figures) {
    ObjectNode line = Json.object();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", millis);
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", namespace);
    ArrayNode dimensions = directive.putArray("Dimensions").addArray().add("Function");
    line.put("Function", function);
    if (!pipe.isEmpty()) {
      dimensions.add("Pipe");
      line.put("Pipe", pipe);
    }
    ArrayNode metrics = directive.putArray("Metrics");
    for (Figure figure : Figure.values()) {
      String unit = figure.isTime() ? "Milliseconds" : "Count";
      metrics.addObject().put("Name", figure.metric()).put("Unit", unit);
      put(line, figure.metric(), figure, figures);
    }
    return line;
  }

  private static void put(ObjectNode line, String name, Figure figure, Figures figures) {
    if (figure.isTime()) {
      line.put(name, figures.get(figure));
    } else {
      line.put(name, Math.round(figures.get(figure)));
    }
  }
}
