package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The contents of a page that are not shown at once: the article of each case and its texts, each
 * text once. They are in compressed blocks that the page's script opens when needed.
 *
 * <p>A block is a JSON object, {@code {"texts": [...], "articles": {"OrderPipe/drops-a-draft":
 * "<article ..."}}}, in zlib and Base64. Texts are numbered throughout the page; the element of a
 * block has the number of its first text. Articles are HTML, already escaped; texts are not,
 * because the script inserts them as text.
 */
final class PageBlocks {
  private static final int MOST_CHARACTERS = 400_000;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<JsonNode, Integer> graphs = new IdentityHashMap<>();
  private final Html html = new Html();
  private ArrayNode texts = Json.array();
  private ObjectNode articles = Json.object();
  private int characters;
  private int blocks;

  /** The number of a text, which is stored if it is new. */
  int text(String text) {
    return numbers.computeIfAbsent(
        Markup.visible(text),
        added -> {
          texts.add(added);
          characters += added.length();
          return numbers.size();
        });
  }

  /** The number of the picture of a flow, which is drawn once for all of its runs. */
  int graph(JsonNode flow) {
    return graphs.computeIfAbsent(flow, drawn -> text(FlowPicture.of(FlowGraph.of(drawn))));
  }

  /** Stores an article after the texts that it refers to; returns the number of its block. */
  int article(String id, String article) {
    int block = blocks;
    articles.put(id, article);
    characters += article.length();
    if (characters > MOST_CHARACTERS) {
      close();
    }
    return block;
  }

  /** All blocks as HTML. */
  String html() {
    if (!articles.isEmpty()) {
      close();
    }
    return html.toString();
  }

  private void close() {
    String block =
        Json.text(Json.object().<ObjectNode>set("texts", texts).set("articles", articles));
    html.add("<template class=\"block\" data-first=\"{}\">", numbers.size() - texts.size());
    html.raw(compressed(block)).add("</template>\n");
    texts = Json.array();
    articles = Json.object();
    characters = 0;
    blocks++;
  }

  private static String compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
