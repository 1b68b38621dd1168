package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A Map state: its processor, and the fields of a distributed one. */
final class MapShapes {
  private static final int LONGEST_LABEL = 40;
  private static final long MANY = Long.MAX_VALUE;

  private static final List<String> DISTRIBUTED_ONLY =
      List.of("ItemReader", "ItemBatcher", "ResultWriter", "Label");

  private MapShapes() {}

  static final ObjectShape PROCESSOR_CONFIG =
      new ObjectShape()
          .field("Mode", FieldRules.oneOf("INLINE", "DISTRIBUTED"))
          .field("ExecutionType", FieldRules.oneOf("STANDARD", "EXPRESS"))
          .also(MapShapes::mode);

  static ObjectShape map(ObjectShape shape) {
    return shape
        .field("ItemProcessor", MapShapes::processor)
        .field("Iterator", MapShapes::processor)
        .jsonPath("ItemsPath", PathRules.REFERENCE_OR_CONTEXT)
        .jsonata("Items", JsonataRules.ITEMS)
        .field("ItemSelector", byLanguage(PathRules.TEMPLATE, JsonataRules.VALUE))
        .field("ItemReader", MapReaderShapes.READER)
        .field("ItemBatcher", MapReaderShapes.BATCHER)
        .field("ResultWriter", MapReaderShapes.WRITER)
        .field("MaxConcurrency", FieldRules.wholeOrExpression(0, MANY))
        .jsonPath("MaxConcurrencyPath", PathRules.REFERENCE)
        .field("ToleratedFailureCount", FieldRules.wholeOrExpression(0, MANY))
        .jsonPath("ToleratedFailureCountPath", PathRules.REFERENCE)
        .field("ToleratedFailurePercentage", FieldRules.decimalOrExpression("0.0", "100.0"))
        .jsonPath("ToleratedFailurePercentagePath", PathRules.REFERENCE)
        .field("Label", FieldRules.TEXT.and(MapShapes::label))
        .choose("ItemProcessor", "Iterator")
        .exclude("ItemSelector", "Parameters")
        .exclude("MaxConcurrency", "MaxConcurrencyPath")
        .exclude("ToleratedFailureCount", "ToleratedFailureCountPath")
        .exclude("ToleratedFailurePercentage", "ToleratedFailurePercentagePath")
        .also(MapShapes::inline);
  }

  static FieldRule byLanguage(FieldRule jsonPath, FieldRule jsonata) {
    return spot -> (spot.scope().jsonata() ? jsonata : jsonPath).check(spot);
  }

  private static JsonNode config(JsonNode processor) {
    return processor.path("ProcessorConfig");
  }

  private static boolean isDistributed(JsonNode processor) {
    return config(processor).path("Mode").asText().equals("DISTRIBUTED");
  }

  /** The children of a distributed Map have their own type. */
  private static void processor(DefinitionSpot spot) {
    boolean express =
        isDistributed(spot.value())
            ? config(spot.value()).path("ExecutionType").asText().equals("EXPRESS")
            : spot.scope().express();
    if (spot.scope().express() && isDistributed(spot.value())) {
      spot.field("ProcessorConfig")
          .field("Mode")
          .error(
              "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state"
                  + " machines");
    }
    FlowShapes.PROCESSOR.check(spot.in(spot.scope().inside(express)));
  }

  private static void mode(DefinitionSpot config) {
    boolean distributed = config.value().path("Mode").asText().equals("DISTRIBUTED");
    if (distributed && !config.has("ExecutionType")) {
      config.error("These fields are required: [ExecutionType]");
    } else if (!distributed && config.has("ExecutionType")) {
      config.error("Field 'ExecutionType' is not supported");
    }
  }

  /**
   * Not recorded: that the service reports it as an unsupported field. Recordings show that it
   * accepts tolerated failures.
   */
  private static void inline(DefinitionSpot map) {
    JsonNode processor = map.value().path(map.has("ItemProcessor") ? "ItemProcessor" : "Iterator");
    if (!isDistributed(processor) && processor.isObject()) {
      DISTRIBUTED_ONLY.stream()
          .filter(map::has)
          .forEach(field -> map.error("Field '" + field + "' is not supported"));
    }
  }

  private static void label(DefinitionSpot label) {
    String text = label.value().asText();
    if (text.length() > LONGEST_LABEL) {
      label.error(
          "INVALID_LABEL_NAME",
          "Label name '" + text + "' exceeds the 40-character limit allowed by the service");
    }
  }
}
