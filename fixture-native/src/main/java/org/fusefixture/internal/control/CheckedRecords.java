package org.fusefixture.internal.control;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/**
 * Records that do not accept their values make a message that is answered as malformed, with the
 * record's own words; otherwise the exception would end the reading of the stream.
 */
final class CheckedRecords implements TypeAdapterFactory {
  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    return raw.isRecord() ? new Checked<>(raw, gson.getDelegateAdapter(this, type)) : null;
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
}
