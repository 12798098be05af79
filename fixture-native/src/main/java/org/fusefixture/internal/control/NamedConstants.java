package org.fusefixture.internal.control;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;

/** Enum constants travel by name; a name that is not known is an error, not null. */
final class NamedConstants implements TypeAdapterFactory {
  @Override
  @SuppressWarnings("unchecked") // guarded by isEnum
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    return raw.isEnum() ? new Named<>((T[]) raw.getEnumConstants()) : null;
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
}
