package org.fusefixture.internal.oracle;

import java.util.Map;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.DamagedRange;
import org.fusefixture.oracle.View;

/**
 * Compares the readings of one file: what is right in one view and wrong in another tells which
 * part of the filesystem is to blame.
 */
public final class Diagnosis {
  /** What is known of the stored bytes. */
  public enum Stored {
    /** They are what every reader should see now. */
    RIGHT,
    /** They are not, or not yet. */
    DIFFERENT,
    /** The filesystem does not show them. */
    UNKNOWN
  }

  private final Map<View, IntegrityVerdict> readings;
  private final Stored stored;

  /**
   * @param readings of one file, one for each view
   */
  public Diagnosis(Map<View, IntegrityVerdict> readings, Stored stored) {
    this.readings = Map.copyOf(readings);
    this.stored = stored;
  }

  /** The verdict on the file, with causes that all readings together tell. */
  public IntegrityVerdict verdict() {
    IntegrityVerdict all = IntegrityVerdict.EMPTY;
    for (View view : View.values()) {
      IntegrityVerdict reading = readings.get(view);
      if (reading != null) {
        all =
            all.plus(
                new IntegrityVerdict(
                    reading.files(),
                    reading.bytes(),
                    reading.damage(),
                    reading.first().stream().map(range -> range.withCause(cause(range))).toList(),
                    reading.unjudged()));
      }
    }
    return all;
  }

  private Cause cause(DamagedRange range) {
    if (range.view() == View.STORED) {
      return isRight(View.BUFFERED) && isRight(View.DIRECT) ? Cause.FSYNC_EARLY : range.cause();
    }
    boolean whole = range.length() == 0;
    if (!whole && range.view() == View.BUFFERED && isRight(View.DIRECT)) {
      return Cause.STALE_PAGES; // READ gives what is right
    }
    return switch (range.damage()) {
      case UNREADABLE -> stored == Stored.DIFFERENT ? Cause.UNREADABLE : range.cause();
      case WRONG_SIZE -> stored == Stored.RIGHT ? Cause.SIZE_SHOWN : range.cause();
      default -> stored == Stored.RIGHT ? Cause.READ_WRONG : range.cause();
    };
  }

  private boolean isRight(View view) {
    IntegrityVerdict reading = readings.get(view);
    return reading != null && reading.files() > 0 && reading.holds();
  }
}
