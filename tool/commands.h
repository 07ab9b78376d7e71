/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands. Each prints its answer and returns one of exit_codes.h. */
#ifndef COMPATCAPS_COMMANDS_H
#define COMPATCAPS_COMMANDS_H

#include <stdbool.h>

#include "request.h"
#include "compatcaps.h"
#include "exit_codes.h"

/* What the command line asks a command for. */
struct request {
	const char *from;	       /* a record; NULL: none */
	const char *root;	       /* a directory; NULL: none */
	enum compatcaps_source source; /* NONE: the best that answers */
	unsigned int libvirt; /* as libvirt_version(); 0: that which is there */
	bool json;
	bool no_header;
	bool quiet;
	bool live;	    /* domain: those of the local libvirt */
	const char *output; /* a file; NULL: standard output */
	long expire;	    /* seconds; 0: never */
	const struct compatcaps_mode *mode; /* NULL: none was named */
	struct fleet_request fleet;	    /* what only its commands take */
	char *const *words; /* what is left of the command line */
};

#define COMMAND(name, run, operands, options, help) \
	enum exit_code run(const struct request *request);
#include "commands.def"
#undef COMMAND

#endif
