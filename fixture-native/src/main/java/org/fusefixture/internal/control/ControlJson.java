package org.fusefixture.internal.control;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How the records of the control API look in JSON. */
final class ControlJson {
  private static final Gson GSON = configure(new GsonBuilder()).create();

  private ControlJson() {}

  static GsonBuilder configure(GsonBuilder builder) {
    return builder
        .registerTypeAdapterFactory(new CheckedRecords())
        .registerTypeAdapterFactory(new NamedConstants())
        .registerTypeAdapterFactory(new RuleParts())
        .registerTypeAdapter(Duration.class, new Durations().nullSafe())
        .enableComplexMapKeySerialization();
  }

  /** The error that a response carries, or null if it carries something else. */
  static ControlError error(Object data) {
    if (data instanceof ControlError error) {
      return error;
    }
    if (data instanceof JsonElement element && element.isJsonObject()) {
      try {
        return GSON.fromJson(element, ControlError.class);
      } catch (JsonParseException e) {
        return null;
      }
    }
    return null;
  }

  /** A duration travels as text in ISO 8601. */
  private static final class Durations extends TypeAdapter<Duration> {
    @Override
    public void write(JsonWriter out, Duration value) throws IOException {
      out.value(value.toString());
    }

    @Override
    public Duration read(JsonReader in) throws IOException {
      String text = in.nextString();
      try {
        return Duration.parse(text);
      } catch (DateTimeParseException e) {
        throw new JsonSyntaxException("\"" + text + "\" is not a duration in ISO 8601", e);
      }
    }
  }
}
