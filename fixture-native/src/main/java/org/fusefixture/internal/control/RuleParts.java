package org.fusefixture.internal.control;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Schedule;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.trigger.CountingSchedule;
import org.fusefixture.internal.fault.trigger.RequestCondition;

/**
 * The parts of the rules of faults that are interfaces travel with the keyword of their record:
 * {@code {"short-read": {"bytes": 512}}}.
 */
final class RuleParts implements TypeAdapterFactory {
  private static final Map<Class<?>, Map<String, Class<?>>> FAMILIES =
      Map.of(
          Effect.class, Keywords.family(FaultEffect.class),
          Condition.class, Keywords.family(RequestCondition.class),
          Schedule.class, Keywords.family(CountingSchedule.class),
          Damage.class, Keywords.family(Damage.class));

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Map<String, Class<?>> family = FAMILIES.get(type.getRawType());
    return family == null ? null : new Tagged<>(gson, family);
  }

  private static final class Tagged<T> extends TypeAdapter<T> {
    private final Gson gson;
    private final Map<String, Class<?>> family;

    Tagged(Gson gson, Map<String, Class<?>> family) {
      this.gson = gson;
      this.family = family;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.beginObject().name(Keywords.of(value));
      gson.toJson(value, value.getClass(), out);
      out.endObject();
    }

    @Override
    @SuppressWarnings("unchecked") // the records of a family are of its type
    public T read(JsonReader in) throws IOException {
      in.beginObject();
      String keyword = in.nextName();
      Class<?> member = family.get(keyword);
      if (member == null) {
        throw new JsonSyntaxException(keyword + " is not one of " + family.keySet());
      }
      T value = (T) gson.fromJson(in, member);
      in.endObject();
      return value;
    }
  }
}
