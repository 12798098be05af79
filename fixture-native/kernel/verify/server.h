/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A FUSE server of one file, without libfuse, that does with the payload of a
 * WRITE exactly what a check asks for, and no more.
 */
#ifndef FUSE_FIXTURE_SERVER_H
#define FUSE_FIXTURE_SERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>

/* Bit 43 of the INIT flags, bit 11 of flags2; not assigned upstream. */
#define FUSE_SPLICE_READ_USER_PAGES (1ULL << 43)

#define MAX_WRITE (1024 * 1024)

/* What the client's buffer holds during, and after, the call of write(2). */
#define BYTES_OF_CALL 'A'
#define BYTES_AFTER_CALL 'B'

enum transfer {
	BY_READ,	/* read(2) of the device into the server's buffer */
	BY_SPLICE,	/* splice(2) of the device into a pipe */
};

enum access {
	READ_BEFORE_REPLY,	/* what the contract of the flag allows */
	READ_AFTER_REPLY,
	TEE_AFTER_REPLY,
	SPLICE_TO_FILE_AFTER_REPLY,
	READ_OF_COPY_AFTER_REPLY,	/* tee(2) before the reply, read after */
	CLOSE_AFTER_REPLY,	/* the pipe is closed unread */
	NEVER_REPLY,		/* reads when asked to; the reply never comes */
};

enum privilege {
	INHERITED,
	WITHOUT_SYS_ADMIN,
	SYS_ADMIN_OF_USER_NAMESPACE,	/* all capabilities, but not in the initial one */
};

struct behaviour {
	enum transfer transfer;
	enum access access;
	bool ask_for_flag;
	enum privilege privilege;
};

/* What the server tells when it is asked to access the payload that it holds. */
struct observation {
	uint64_t offered;	/* flags of INIT, as 64 bits */
	long bytes;		/* got by the access, or -1 */
	int error;		/* errno of the access, or 0 */
	char content;		/* BYTES_OF_CALL, BYTES_AFTER_CALL, or '?' if mixed */
};

/*
 * Serves /dev/fuse until it is unmounted. Each byte that arrives on `control`
 * makes it access the payload that it holds, and answer with an observation.
 */
_Noreturn void serve(int device, int control, struct behaviour behaviour);

_Noreturn void fail(const char *call);

#endif
