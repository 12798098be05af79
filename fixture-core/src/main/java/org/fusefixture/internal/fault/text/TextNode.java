package org.fusefixture.internal.fault.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A piece of YAML 1.2, and so of JSON, that knows its place in the text. */
public final class TextNode {
  private final Node node;
  private final String field;

  /** Number of columns that were put before the text, and are subtracted in messages. */
  private final int shift;

  private TextNode(Node node, String field, int shift) {
    this.node = node;
    this.field = field;
    this.shift = shift;
  }

  /**
   * Parses a whole text.
   *
   * @throws FaultSyntaxException if it is not one piece of YAML
   */
  public static TextNode parse(String text) {
    return parse(text, 0);
  }

  /** Parses the inside of a flow mapping, {@code a: 1, b: 2}, with or without braces. */
  public static TextNode parseFields(String text) {
    boolean bare = !text.stripLeading().startsWith("{") && text.strip().indexOf('\n') < 0;
    return bare ? parse("{" + text + "}", 1) : parse(text, 0);
  }

  private static TextNode parse(String text, int shift) {
    LoadSettings settings = LoadSettings.builder().setLabel("text").build();
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      return new TextNode(
          node.orElseThrow(() -> new FaultSyntaxException(1, 1, "", "the text is empty", null)),
          "",
          shift);
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().orElse(null);
      throw new FaultSyntaxException(
          mark == null ? 1 : mark.getLine() + 1,
          mark == null ? 1 : Math.max(1, mark.getColumn() + 1 - shift),
          "",
          "invalid YAML: " + e.getProblem(),
          e);
    } catch (YamlEngineException e) {
      throw new FaultSyntaxException(1, 1, "", "invalid YAML: " + e.getMessage(), e);
    }
  }

  /** Its place in the whole, for example {@code rules[2].fail}. */
  public String field() {
    return field;
  }

  /** Whether it has fields. */
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Whether it is a list. */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Whether it is the word true. */
  boolean isTrue() {
    return node instanceof ScalarNode scalar && scalar.getValue().equals("true");
  }

  /**
   * The fields in their order.
   *
   * @throws FaultSyntaxException if it has no fields, or one of them twice
   */
  public Map<String, TextNode> fields() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("expected fields, as in \"name: value\"");
    }
    Map<String, TextNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      TextNode key = new TextNode(tuple.getKeyNode(), field, shift);
      String name = key.scalar();
      String full = field.isEmpty() ? name : field + "." + name;
      if (fields.put(name, new TextNode(tuple.getValueNode(), full, shift)) != null) {
        throw new TextNode(tuple.getKeyNode(), full, shift).wrong("this field is given twice");
      }
    }
    return fields;
  }

  /** The entries of a list; of anything else, itself. */
  public List<TextNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    List<TextNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new TextNode(item, field + "[" + items.size() + "]", shift));
    }
    return items;
  }

  /**
   * The text of a single value.
   *
   * @throws FaultSyntaxException if it is a list or has fields
   */
  public String scalar() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong("expected a single value, not a " + (isList() ? "list" : "mapping"));
  }

  /** An exception that names this place. */
  public FaultSyntaxException wrong(String message) {
    return wrong(message, null);
  }

  /** As {@link #wrong(String)}, with a cause. */
  public FaultSyntaxException wrong(String message, Throwable cause) {
    Mark mark = node.getStartMark().orElse(null);
    return new FaultSyntaxException(
        mark == null ? 1 : mark.getLine() + 1,
        mark == null ? 1 : Math.max(1, mark.getColumn() + 1 - shift),
        field,
        message,
        cause);
  }
}
