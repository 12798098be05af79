package org.fusefixture.internal.control;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;

/** Durations travel as numbers of nanoseconds. */
final class Durations extends TypeAdapter<Duration> {
  @Override
  public void write(JsonWriter out, Duration value) throws IOException {
    out.value(value.toNanos());
  }

  @Override
  public Duration read(JsonReader in) throws IOException {
    return Duration.ofNanos(in.nextLong());
  }
}
