package io.github.standpipe.internal.cli.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.files.FileChanges;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.WriteFailure;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.shadow.ServiceLookups;
import io.github.standpipe.internal.shadow.ShadowDocuments;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What answers the look-ups of recorded events. */
final class DocumentOptions {
  private static final String LIVE = "live";

  @Option(
      names = "--lookups",
      paramLabel = "DIR|live",
      description =
          "What answers the look-ups of recorded events: a folder of NAME.json files, each with"
              + " documents by key, or live for the services. Default: the lookups of the pipe's"
              + " fixtures. An event whose key is not there is not compared; null says that a key"
              + " has no document.")
  @Nullable String lookups;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description =
          "With --lookups live: add the answers to the NAME.json files of DIR, and ask only for"
              + " what is not there, so that --lookups DIR repeats the comparison offline.")
  @Nullable Path record;

  private @Nullable ServiceLookups services;

  /** Refuses options that do not go together, before anything else is done. */
  void check() {
    if (record != null && !LIVE.equals(lookups)) {
      throw new Fault("--record " + record, "records what services answer; add --lookups live");
    }
    if (lookups != null && !LIVE.equals(lookups) && !Files.isDirectory(Path.of(lookups))) {
      throw new Fault("--lookups " + lookups, "is not a folder; name one, or write live");
    }
    if (record != null && Files.exists(record) && !Files.isDirectory(record)) {
      throw new Fault("--record " + record, "is not a folder; name one");
    }
  }

  /**
   * The documents.
   *
   * @param fixtures the folder of the pipe's fixtures
   */
  ShadowDocuments documents(Path fixtures) {
    if (lookups == null) {
      return ShadowDocuments.recorded(FixtureLookups.in(fixtures));
    }
    if (!LIVE.equals(lookups)) {
      return ShadowDocuments.recorded(FixtureLookups.files(Path.of(lookups)));
    }
    services =
        record == null
            ? ServiceLookups.asking(System.getenv())
            : ServiceLookups.recording(System.getenv(), FixtureLookups.files(record));
    return ShadowDocuments.live(services);
  }

  /**
   * Writes what was recorded, if that is asked for.
   *
   * @return what was written, for a note
   */
  Optional<String> write() {
    if (record == null || services == null) {
      return Optional.empty();
    }
    Map<String, ObjectNode> recorded = services.recorded();
    // for its owner only, because documents may be personal
    FileChanges changes = FileChanges.readBy(Readers.OWNER).folder(record);
    recorded.forEach((name, documents) ->
        changes.replace(record.resolve(name + ".json"), Json.pretty(documents) + "\n"));
    try {
      changes.write();
    } catch (WriteFailure e) {
      throw new Fault("--record " + record, "cannot be written (" + e.reason() + ")");
    }
    long count = recorded.values().stream().mapToLong(ObjectNode::size).sum();
    return Optional.of(
        record + " holds the answers for " + Words.count(count, "key") + " of look-ups");
  }
}
