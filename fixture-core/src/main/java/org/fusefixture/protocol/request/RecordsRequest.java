package org.fusefixture.protocol.request;

import java.util.Objects;

/** A request whose first field is the number of records of one size that follow its fixed part. */
abstract sealed class RecordsRequest extends Request
    permits BatchForgetRequest, RemoveMappingRequest {
  static final int RECORD_SIZE = 16;

  private static final int COUNT_AT = HEADER_SIZE;

  RecordsRequest(int fixedSize) {
    super(fixedSize);
  }

  /** Number of records. */
  public final int count() {
    return getInt(COUNT_AT);
  }

  /** Where a record begins, {@code index} from 0 to {@link #count()}. */
  final int recordAt(int index) {
    return bodyStart() + Math.multiplyExact(Objects.checkIndex(index, count()), RECORD_SIZE);
  }

  @Override
  protected final void check() {
    int records = tailSize() / RECORD_SIZE;
    if (count() != records || tailSize() % RECORD_SIZE != 0) {
      throw malformed(
          "says "
              + Integer.toUnsignedLong(count())
              + " records of "
              + RECORD_SIZE
              + " bytes, but has "
              + tailSize()
              + " bytes");
    }
  }
}
