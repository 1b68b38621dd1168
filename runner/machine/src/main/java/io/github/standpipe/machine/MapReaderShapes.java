package io.github.standpipe.machine;

import io.github.standpipe.internal.states.MachineJson;

/** Where a distributed Map reads its items, how it batches them, and where it writes results. */
final class MapReaderShapes {
  private static final long MOST_ITEMS = 100_000_000;

  private MapReaderShapes() {}

  private static final ObjectShape READER_CONFIG =
      new ObjectShape()
          .field("InputType", FieldRules.oneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"))
          .field("Transformation", FieldRules.oneOf("NONE", "LOAD_AND_FLATTEN"))
          .field("ManifestType", FieldRules.oneOf("ATHENA_DATA", "S3_INVENTORY"))
          .field("CSVDelimiter", FieldRules.oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"))
          .field("CSVHeaderLocation", FieldRules.oneOf("FIRST_ROW", "GIVEN"))
          .field("CSVHeaders", FieldRules.listOf(FieldRules.TEXT))
          .field("ItemsPointer", FieldRules.TEXT)
          .field("MaxItems", FieldRules.wholeOrExpression(0, MOST_ITEMS))
          .jsonPath("MaxItemsPath", PathRules.REFERENCE)
          .exclude("MaxItems", "MaxItemsPath")
          .also(MapReaderShapes::csv);

  static final ObjectShape READER =
      new ObjectShape()
          .field("Resource", resource("s3:(getObject|listObjectsV2)"))
          .jsonPath("Parameters", PathRules.TEMPLATE)
          .jsonata("Arguments", JsonataRules.OBJECT)
          .field("ReaderConfig", READER_CONFIG)
          .require("Resource");

  static final ObjectShape BATCHER =
      new ObjectShape()
          .field("BatchInput", MapShapes.byLanguage(PathRules.TEMPLATE_VALUE, JsonataRules.VALUE))
          .field("MaxItemsPerBatch", FieldRules.wholeOrExpression(0, Long.MAX_VALUE))
          .jsonPath("MaxItemsPerBatchPath", PathRules.REFERENCE)
          .field("MaxInputBytesPerBatch", FieldRules.wholeOrExpression(0, MachineJson.LIMIT))
          .jsonPath("MaxInputBytesPerBatchPath", PathRules.REFERENCE)
          .exclude("MaxItemsPerBatch", "MaxItemsPerBatchPath")
          .exclude("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath");

  private static final ObjectShape WRITER_CONFIG =
      new ObjectShape()
          .field("Transformation", FieldRules.oneOf("NONE", "COMPACT", "FLATTEN"))
          .field("OutputType", FieldRules.oneOf("JSON", "JSONL"));

  static final ObjectShape WRITER =
      new ObjectShape()
          .field("Resource", resource("s3:putObject"))
          .jsonPath("Parameters", PathRules.TEMPLATE)
          .jsonata("Arguments", JsonataRules.OBJECT)
          .field("WriterConfig", WRITER_CONFIG);

  private static FieldRule resource(String calls) {
    String pattern = "arn:[^:]+:states:::" + calls;
    return spot -> {
      if (FieldRules.expect(spot, spot.value().isTextual(), "String")
          && !spot.isPlaceholder()
          && !spot.value().textValue().matches(pattern)) {
        spot.error("The field 'Resource' does not match any of the allowed values");
      }
    };
  }

  private static void csv(DefinitionSpot config) {
    boolean csv = config.value().path("InputType").asText().equals("CSV");
    if (csv && !config.has("CSVHeaderLocation")) {
      config.error("The field 'CSVHeaderLocation' is required");
    }
    if (config.value().path("CSVHeaderLocation").asText().equals("GIVEN")
        && !config.has("CSVHeaders")) {
      config.error("These fields are required: [CSVHeaders]");
    }
    if (config.value().path("InputType").asText().startsWith("JSON")
        && config.has("CSVHeaderLocation")) {
      config.error("Field 'CSVHeaderLocation' is not supported");
    }
  }
}
