package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** JSON as the XML and the CBOR of AWS's services. */
final class CloudWire {
  private CloudWire() {}

  /**
   * @param members whether a list is one element with members; else the element is repeated
   */
  static byte[] xml(String root, JsonNode json, boolean members) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>\n");
    out.append('<').append(root).append(" xmlns=\"https://example.com/doc/2010/\">");
    content(json, members, out);
    out.append("</").append(root).append('>');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void content(JsonNode json, boolean members, StringBuilder out) {
    if (json.isObject()) {
      json.properties().forEach(one -> element(one.getKey(), one.getValue(), members, out));
    } else if (json.isArray()) {
      json.forEach(item -> element("member", item, members, out));
    } else {
      out.append(json.asText().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
  }

  private static void element(String name, JsonNode json, boolean members, StringBuilder out) {
    if (json.isArray() && !members) {
      json.forEach(item -> element(name, item, false, out));
      return;
    }
    out.append('<').append(name).append('>');
    if (name.equals("Attributes")) {
      json.properties()
          .forEach(one -> {
            out.append("<entry><key>").append(one.getKey()).append("</key><value>");
            content(one.getValue(), members, out);
            out.append("</value></entry>");
          });
    } else {
      content(json, members, out);
    }
    out.append("</").append(name).append('>');
  }

  static byte[] cbor(JsonNode json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(json, out);
    return out.toByteArray();
  }

  private static void write(JsonNode json, ByteArrayOutputStream out) {
    switch (json.getNodeType()) {
      case OBJECT -> {
        out.write(0xbf); // of no length
        json.properties()
            .forEach(one -> {
              text(one.getKey(), out);
              write(one.getValue(), out);
            });
        out.write(0xff);
      }
      case ARRAY -> {
        head(4, json.size(), out);
        json.forEach(item -> write(item, out));
      }
      case BOOLEAN -> out.write(json.booleanValue() ? 0xf5 : 0xf4);
      case NUMBER -> head(0, json.intValue(), out);
      default -> text(json.asText(), out);
    }
  }

  private static void text(String text, ByteArrayOutputStream out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(3, bytes.length, out);
    out.writeBytes(bytes);
  }

  private static void head(int type, int length, ByteArrayOutputStream out) {
    int first = type << 5;
    if (length < 24) {
      out.write(first | length);
    } else if (length < 256) {
      out.write(first | 24);
      out.write(length);
    } else {
      out.write(first | 25);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
    }
  }
}
