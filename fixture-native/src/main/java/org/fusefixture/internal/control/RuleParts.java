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

  /** For the records of a family as well: Gson asks for the adapter of what is in a list. */
  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    for (Map.Entry<Class<?>, Map<String, Class<?>>> family : FAMILIES.entrySet()) {
      if (family.getKey() == type.getRawType()
          || family.getValue().containsValue(type.getRawType())) {
        return new Tagged<>(this, gson, family.getValue());
      }
    }
    return null;
  }

  private static final class Tagged<T> extends TypeAdapter<T> {
    private final RuleParts parts;
    private final Gson gson;
    private final Map<String, Class<?>> family;

    Tagged(RuleParts parts, Gson gson, Map<String, Class<?>> family) {
      this.parts = parts;
      this.gson = gson;
      this.family = family;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.beginObject().name(Keywords.of(value));
      member(value.getClass()).write(out, value);
      out.endObject();
    }

    @Override
    public T read(JsonReader in) throws IOException {
      in.beginObject();
      String keyword = in.nextName();
      Class<?> member = family.get(keyword);
      if (member == null) {
        throw new JsonSyntaxException(keyword + " is not one of " + family.keySet());
      }
      T value = member(member).read(in);
      in.endObject();
      return value;
    }

    @SuppressWarnings("unchecked") // the records of a family are of its type
    private TypeAdapter<T> member(Class<?> type) {
      return (TypeAdapter<T>) gson.getDelegateAdapter(parts, TypeToken.get(type));
    }
  }
}
