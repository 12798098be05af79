// SPDX-License-Identifier: Apache-2.0
/*
 * Is this kernel what its patches promise? Run as init of a guest (or by root in
 * a mount namespace of its own): prints TAP, and "verified" if all is well.
 *
 * Mounts what it needs on directories that every host has, since the root of the
 * guest is the host's own, and read-only.
 */
#define _GNU_SOURCE
#include "scenario.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <unistd.h>

#define KIB 1024
#define MIB (1024 * KIB)
#define PAGES(size) ((size) / 4096)

#define COPY { .transfer = BY_READ, .access = READ_AFTER_REPLY }
#define SPLICE { .transfer = BY_SPLICE, .access = READ_AFTER_REPLY }
#define USER_PAGES(how) { .transfer = BY_SPLICE, .access = how, .ask_for_flag = true }
#define UNPRIVILEGED_USER_PAGES(how) \
	{ .transfer = BY_SPLICE, .access = READ_AFTER_REPLY, .ask_for_flag = true, .privilege = how }

#define COPIED(bytes) .size = bytes, .content = BYTES_OF_CALL, .copied = PAGES(bytes)
#define ALIASED(bytes) .size = bytes, .content = BYTES_AFTER_CALL, \
	.referenced = PAGES(bytes), .late = PAGES(bytes)

static const struct scenario scenarios[] = {
	/* The modes; the server replies first and looks at the payload afterwards. */
	{ "COPY direct: copied", COPY, DIRECT, COPIED(64 * KIB) },
	{ "COPY direct: copied", COPY, DIRECT, COPIED(MIB) },
	{ "COPY buffered: copied", COPY, BUFFERED, .size = 64 * KIB, .content = BYTES_OF_CALL },
	{ "SPLICE direct: copied", SPLICE, DIRECT, COPIED(64 * KIB) },
	{ "SPLICE direct: copied", SPLICE, DIRECT, COPIED(MIB) },
	{ "SPLICE buffered: aliased", SPLICE, BUFFERED, .size = 64 * KIB, .content = BYTES_AFTER_CALL },
	{ "SPLICE_USER_PAGES direct: aliased", USER_PAGES(READ_AFTER_REPLY), DIRECT, ALIASED(64 * KIB) },
	{ "SPLICE_USER_PAGES direct: aliased", USER_PAGES(READ_AFTER_REPLY), DIRECT, ALIASED(MIB) },
	{ "SPLICE_USER_PAGES direct, unaligned: aliased", USER_PAGES(READ_AFTER_REPLY), DIRECT,
	  .size = 64 * KIB, .buffer_offset = 512, .content = BYTES_AFTER_CALL,
	  .referenced = 17, .late = 17 },
	{ "SPLICE_USER_PAGES buffered: aliased, not counted", USER_PAGES(READ_AFTER_REPLY), BUFFERED,
	  .size = 64 * KIB, .content = BYTES_AFTER_CALL },
	{ "SPLICE_USER_PAGES without CAP_SYS_ADMIN, direct: copied",
	  UNPRIVILEGED_USER_PAGES(WITHOUT_SYS_ADMIN), DIRECT, COPIED(64 * KIB) },
	{ "SPLICE_USER_PAGES without CAP_SYS_ADMIN, direct: copied",
	  UNPRIVILEGED_USER_PAGES(WITHOUT_SYS_ADMIN), DIRECT, COPIED(MIB) },
	{ "SPLICE_USER_PAGES with CAP_SYS_ADMIN in a user namespace only, direct: copied",
	  UNPRIVILEGED_USER_PAGES(SYS_ADMIN_OF_USER_NAMESPACE), DIRECT, COPIED(64 * KIB) },
	{ "flag set but read by read(2), direct: copied",
	  { .transfer = BY_READ, .access = READ_AFTER_REPLY, .ask_for_flag = true }, DIRECT, COPIED(MIB) },
	{ "SPLICE_USER_PAGES, pages of a bvec: copied", USER_PAGES(READ_AFTER_REPLY), DIRECT_BY_SPLICE,
	  COPIED(64 * KIB) },

	/* What counts as late. */
	{ "read before the reply: not late", USER_PAGES(READ_BEFORE_REPLY), DIRECT,
	  .size = MIB, .content = BYTES_OF_CALL, .referenced = 256 },
	{ "pipe closed after the reply: not late", USER_PAGES(CLOSE_AFTER_REPLY), DIRECT,
	  .size = MIB, .referenced = 256 },
	{ "tee after the reply: late", USER_PAGES(TEE_AFTER_REPLY), DIRECT,
	  .size = 64 * KIB, .referenced = 16, .late = 16 },
	{ "splice to a file after the reply: late", USER_PAGES(SPLICE_TO_FILE_AFTER_REPLY), DIRECT,
	  ALIASED(64 * KIB) },
	{ "read of a copy by tee from before the reply: late", USER_PAGES(READ_OF_COPY_AFTER_REPLY),
	  DIRECT, ALIASED(64 * KIB) },

	/* Pages outlive the writer, the mount and the connection; loans do not. */
	{ "read after the writer is gone: late", USER_PAGES(READ_AFTER_REPLY), DIRECT, EXIT_OF_WRITER,
	  ALIASED(MIB) },
	{ "read after umount", USER_PAGES(READ_AFTER_REPLY), DIRECT, UNMOUNT,
	  .size = 64 * KIB, .content = BYTES_AFTER_CALL, .referenced = 16 },
	{ "read after an abort: late", USER_PAGES(NEVER_REPLY), DIRECT, ABORT_OF_CONNECTION,
	  ALIASED(64 * KIB) },

	/* Parameters. */
	{ "refused: read", USER_PAGES(READ_AFTER_REPLY), DIRECT, .parameter = "refuse_late_access",
	  .size = 64 * KIB, .error = ESTALE, .referenced = 16, .late = 1 },
	{ "refused: splice to a file", USER_PAGES(SPLICE_TO_FILE_AFTER_REPLY), DIRECT,
	  .parameter = "refuse_late_access", .size = 64 * KIB, .error = ESTALE, .referenced = 16, .late = 1 },
	{ "refused: tee", USER_PAGES(TEE_AFTER_REPLY), DIRECT, .parameter = "refuse_late_access",
	  .size = 64 * KIB, .error = EFAULT, .referenced = 16, .late = 1 },
	{ "not refused: read before the reply", USER_PAGES(READ_BEFORE_REPLY), DIRECT,
	  .parameter = "refuse_late_access", .size = 64 * KIB, .content = BYTES_OF_CALL, .referenced = 16 },
	{ "not refused: pages of the page cache", USER_PAGES(READ_AFTER_REPLY), BUFFERED,
	  .parameter = "refuse_late_access", .size = 64 * KIB, .content = BYTES_AFTER_CALL },
	{ "forced on a server that does not ask: aliased", SPLICE, DIRECT,
	  .parameter = "force_user_pages", ALIASED(64 * KIB) },
	{ "forced, but without CAP_SYS_ADMIN: copied",
	  UNPRIVILEGED_USER_PAGES(WITHOUT_SYS_ADMIN), DIRECT,
	  .parameter = "force_user_pages", COPIED(64 * KIB) },
	{ "bit 43 offered for something else: copied", USER_PAGES(READ_AFTER_REPLY), DIRECT,
	  .parameter = "offer_user_pages_flag_only", COPIED(64 * KIB) },
};

static void mount_or_fail(const char *type, const char *target)
{
	/* devtmpfs and sysfs may be there already. */
	if (mount("none", target, type, 0, NULL) && errno != EBUSY)
		fail(target);
}

static void prepare(void)
{
	mount_or_fail("proc", "/proc");
	mount_or_fail("sysfs", "/sys");
	mount_or_fail("devtmpfs", "/dev");
	mount_or_fail("fusectl", "/sys/fs/fuse/connections");
	mount_or_fail("tmpfs", "/tmp");
	if (mkdir("/tmp/mnt", 0755))
		fail("mkdir /tmp/mnt");
}

int main(void)
{
	int count = sizeof(scenarios) / sizeof(scenarios[0]), good = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	prepare();
	for (int i = 0; i < count; i++)
		good += run_scenario(i + 1, &scenarios[i]);
	printf("1..%d\n%s\n", count, good == count ? "verified" : "not verified");
	fflush(stdout);
	if (getpid() == 1) {
		sync();
		reboot(RB_POWER_OFF);
	}
	return good == count ? 0 : 1;
}
