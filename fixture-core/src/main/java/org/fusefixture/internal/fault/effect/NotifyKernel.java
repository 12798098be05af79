package org.fusefixture.internal.fault.effect;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.effect.Notice;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/**
 * The kernel is told of a change that did not happen.
 *
 * @param notice the notification
 */
public record NotifyKernel(Notice notice) implements FaultEffect {
  private static final Set<Opcode> NAMED =
      Opcode.where(opcode -> opcode.isAboutEntry() && opcode.shape().hasEntry());

  public NotifyKernel {
    Objects.requireNonNull(notice, "no notice is given; name one, for example INVALIDATE_INODE");
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    if (!opcode.hasReply()) {
      return Checks.answered(opcode);
    }
    if (notice.isAboutName()) {
      return Checks.only(NAMED, opcode, "is about no name that " + notice + " could name");
    }
    return notice == Notice.STORE_ZEROS && !opcode.hasRange()
        ? Optional.of(opcode + " is about no range of a file that could be stored")
        : Optional.empty();
  }

  @Override
  public Acts acts() {
    return new Acts().afterReply(this::act);
  }

  private void act(FaultContext.AfterReply context) {
    NodeId node = new NodeId(context.request().nodeId());
    Offset offset = new Offset(context.request().offset());
    int size = (int) Math.min(context.request().size(), context.maxWrite());
    Optional<FileName> name = context.request().name().map(FileName::of);
    context.tellKernel(
        kernel -> {
          switch (notice) {
            case INVALIDATE_INODE -> kernel.invalidateInode(node, Offset.ZERO, 0);
            case INVALIDATE_ENTRY -> kernel.invalidateEntry(node, name.orElseThrow());
            case EXPIRE_ENTRY -> kernel.expireEntry(node, name.orElseThrow());
            case STORE_ZEROS -> kernel.store(node, offset, ByteBuffer.allocate(size));
          }
        });
  }
}
