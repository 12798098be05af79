package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.internal.control.allocation.AllocationService;
import org.fusefixture.internal.control.command.CommandService;
import org.fusefixture.internal.control.exercise.ExerciseService;
import org.fusefixture.internal.control.fault.FaultService;
import org.fusefixture.internal.control.file.FileService;
import org.fusefixture.internal.control.file.PathService;
import org.fusefixture.internal.control.guard.GuardService;
import org.fusefixture.internal.control.mount.MountService;
import org.fusefixture.internal.control.oracle.OracleService;
import org.fusefixture.internal.control.page.PageService;
import org.fusefixture.internal.control.page.VerificationService;
import org.fusefixture.internal.control.process.ClientProcessService;
import org.fusefixture.internal.control.storage.StorageService;
import org.fusefixture.internal.control.trace.TraceService;
import org.fusefixture.internal.control.workload.WorkloadService;

/**
 * What an agent does for the test JVM. It ends, with all that it started, when its standard input
 * ends.
 */
public interface AgentService {
  /** Says hello; BAD_REQUEST where the versions differ. To be called first. */
  @JsonRequest("agent/hello")
  CompletableFuture<AgentDescription> hello(Hello hello);

  /** What the sandbox holds: for the detection of leaks. */
  @JsonRequest("agent/inventory")
  CompletableFuture<Inventory> inventory();

  /** Mounts and servers. */
  @JsonDelegate
  MountService mounts();

  /** What goes wrong. */
  @JsonDelegate
  FaultService faults();

  /** Storages below the caches of filesystems. */
  @JsonDelegate
  StorageService storage();

  /** Open files. */
  @JsonDelegate
  FileService files();

  /** Paths below mounts. */
  @JsonDelegate
  PathService paths();

  /** Page buffers and mappings. */
  @JsonDelegate
  PageService pages();

  /** Client processes beside the agent. */
  @JsonDelegate
  ClientProcessService processes();

  /** Verdicts on files. */
  @JsonDelegate
  VerificationService verification();

  /** Traces. */
  @JsonDelegate
  TraceService trace();

  /** Allocations of the kernel that fail. */
  @JsonDelegate
  AllocationService allocations();

  /** What is left behind. */
  @JsonDelegate
  GuardService guard();

  /** Verdicts on all that the client wrote. */
  @JsonDelegate
  OracleService oracle();

  /** Sequences of client calls. */
  @JsonDelegate
  ExerciseService exercises();

  /** Commands. */
  @JsonDelegate
  CommandService commands();

  /** Streams of equal calls, timed. */
  @JsonDelegate
  WorkloadService workloads();
}
