package org.fusefixture.internal.control;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;

/** How the values of the control API look in JSON. */
final class ControlJson {
  private static final Gson GSON = configure(new GsonBuilder()).create();

  private ControlJson() {}

  static GsonBuilder configure(GsonBuilder builder) {
    return builder
        .registerTypeAdapter(byte[].class, new Bytes().nullSafe())
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

  /** Bytes travel in base 64. */
  private static final class Bytes extends TypeAdapter<byte[]> {
    @Override
    public void write(JsonWriter out, byte[] value) throws IOException {
      out.value(Base64.getEncoder().encodeToString(value));
    }

    @Override
    public byte[] read(JsonReader in) throws IOException {
      try {
        return Base64.getDecoder().decode(in.nextString());
      } catch (IllegalArgumentException e) {
        throw new JsonSyntaxException("not in base 64: " + e.getMessage(), e);
      }
    }
  }

  /**
   * A record that does not accept its values makes the message malformed, and the answer has the
   * record's own words; otherwise the exception would end the reading of the stream.
   */
  private static final class CheckedRecords implements TypeAdapterFactory {
    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      Class<? super T> raw = type.getRawType();
      return raw.isRecord() ? new Checked<>(raw, gson.getDelegateAdapter(this, type)) : null;
    }
  }

  private static final class Checked<T> extends TypeAdapter<T> {
    private final Class<? super T> type;
    private final TypeAdapter<T> delegate;

    Checked(Class<? super T> type, TypeAdapter<T> delegate) {
      this.type = type;
      this.delegate = delegate;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      delegate.write(out, value);
    }

    @Override
    public T read(JsonReader in) throws IOException {
      try {
        return delegate.read(in);
      } catch (JsonParseException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new JsonSyntaxException(type.getSimpleName() + ": " + refusal(e), e);
      }
    }

    private static String refusal(RuntimeException failure) {
      Throwable cause = failure;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause instanceof NullPointerException
          ? cause.getMessage() + " is missing"
          : cause.getMessage();
    }
  }

  /** Enum constants travel by name; an unknown name is an error, not null. */
  private static final class NamedConstants implements TypeAdapterFactory {
    @Override
    @SuppressWarnings("unchecked") // guarded by isEnum
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      Class<? super T> raw = type.getRawType();
      return raw.isEnum() ? new Named<>((T[]) raw.getEnumConstants()) : null;
    }
  }

  private static final class Named<T> extends TypeAdapter<T> {
    private final T[] constants;

    Named(T[] constants) {
      this.constants = constants;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.value(value == null ? null : ((Enum<?>) value).name());
    }

    @Override
    public T read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      String name = in.nextString();
      for (T constant : constants) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
      throw new JsonSyntaxException(name + " is not one of " + Arrays.toString(constants));
    }
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
