package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/**
 * An HTML report with its compressed blocks opened.
 *
 * @param articles of all cases, one after the other
 * @param texts that the articles refer to, by number
 */
public record OpenedPage(String html, String articles, List<String> texts) {
  private static final Pattern BLOCK =
      Pattern.compile("<template class=\"block\" data-first=\"(\\d+)\">([^<]*)</template>");

  public static OpenedPage read(Path file) throws IOException {
    return of(Files.readString(file));
  }

  static OpenedPage of(String html) throws IOException {
    StringBuilder articles = new StringBuilder();
    List<String> texts = new ArrayList<>();
    Matcher block = BLOCK.matcher(html);
    while (block.find()) {
      if (Integer.parseInt(block.group(1)) != texts.size()) {
        throw new IOException("a block does not begin with text " + texts.size());
      }
      JsonNode opened = Json.parse(opened(block.group(2)));
      opened.path("articles").forEach(article -> articles.append(article.textValue()));
      opened.path("texts").forEach(text -> texts.add(text.textValue()));
    }
    return new OpenedPage(html, articles.toString(), texts);
  }

  private static String opened(String block) throws IOException {
    byte[] packed = Base64.getDecoder().decode(block);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
