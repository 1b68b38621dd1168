package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML as AWS's services write it, as JSON: a list is the items of {@code member}, a map the {@code
 * key} and {@code value} of {@code entry}, and an element that occurs twice is a list.
 */
final class XmlJson {
  private static final String NO_DTD = "http://apache.org/xml/features/disallow-doctype-decl";

  private XmlJson() {}

  /**
   * Reads a document; its root is left out.
   *
   * @throws IOException if it is not XML, or has a document type
   */
  static JsonNode read(byte[] xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(NO_DTD, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // the standard one prints to the console
      return value(builder.parse(new ByteArrayInputStream(xml)).getDocumentElement());
    } catch (SAXException e) {
      throw new IOException("XML that cannot be read");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the platform's parser knows the feature", e);
    }
  }

  private static JsonNode value(Element element) {
    List<Element> children = children(element);
    if (children.isEmpty()) {
      return TextNode.valueOf(element.getTextContent());
    }
    if (children.stream().allMatch(child -> name(child).equals("member"))) {
      ArrayNode items = Json.array();
      children.forEach(child -> items.add(value(child)));
      return items;
    }
    return children.stream().allMatch(child -> name(child).equals("entry"))
        ? map(children)
        : object(children);
  }

  private static ObjectNode map(List<Element> entries) {
    ObjectNode map = Json.object();
    for (Element entry : entries) {
      JsonNode pair = value(entry);
      map.set(pair.path("key").asText(), pair.path("value"));
    }
    return map;
  }

  private static ObjectNode object(List<Element> children) {
    ObjectNode object = Json.object();
    for (Element child : children) {
      String name = name(child);
      JsonNode value = value(child);
      JsonNode before = object.get(name);
      boolean repeats =
          children.stream().filter(other -> name(other).equals(name)).limit(2).count() > 1;
      if (before instanceof ArrayNode list && repeats) {
        list.add(value);
      } else {
        object.set(name, repeats ? Json.array().add(value) : value);
      }
    }
    return object;
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  /** Without a prefix. */
  private static String name(Element element) {
    String name = element.getTagName();
    return name.substring(name.indexOf(':') + 1);
  }
}
