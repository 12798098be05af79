/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One write through a mount of one server, and what is expected of the kernel.
 */
#ifndef FUSE_FIXTURE_SCENARIO_H
#define FUSE_FIXTURE_SCENARIO_H

#include "server.h"

enum write_kind {
	DIRECT,			/* O_DIRECT from the process's own pages */
	BUFFERED,		/* through the page cache */
	DIRECT_BY_SPLICE,	/* O_DIRECT by splice(2): the kernel sees a bvec */
};

/* What happens between the write, or its start, and the server's access. */
enum event {
	CHANGE_BUFFER,
	EXIT_OF_WRITER,		/* changes its buffer, then is gone, with its pages */
	UNMOUNT,		/* changes the buffer; the access comes without a mount */
	ABORT_OF_CONNECTION,	/* the write is not answered but aborted */
};

struct scenario {
	const char *name;
	struct behaviour server;
	enum write_kind write;
	enum event event;
	size_t size;		/* bytes */
	size_t buffer_offset;	/* bytes into the first page */
	const char *parameter;	/* of the module fuse, set to Y meanwhile; or NULL */

	char content;		/* BYTES_OF_CALL: copied; BYTES_AFTER_CALL: aliased; 0: no matter */
	int error;		/* errno of the access */
	long copied, referenced, late;	/* counters; -1: no matter */
};

/* Returns true if all came as expected; explains itself on stdout. */
bool run_scenario(int number, const struct scenario *scenario);

#endif
