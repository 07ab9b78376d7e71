/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands. Each prints its result and returns one of exit_codes.h. */
#ifndef COMPATCAPS_COMMANDS_H
#define COMPATCAPS_COMMANDS_H

#include <stdbool.h>

#include "request.h"
#include "compatcaps.h"
#include "exit_codes.h"

/* What the command line requests from a command. */
struct request {
	const char *from;	       /* a record; NULL: none */
	const char *root;	       /* a directory; NULL: none */
	enum compatcaps_source source; /* NONE: the best with an answer */
	unsigned int libvirt; /* as libvirt_version(); 0: the installed one */
	bool json;
	bool no_header;
	bool quiet;
	bool live;	     /* domain: those of the local libvirt */
	const char *records; /* domain: of a fleet; NULL: none */
	const char *output;  /* a file; NULL: standard output */
	long expire;	     /* seconds; 0: never */
	const struct compatcaps_mode *mode; /* NULL: none */
	struct fleet_request fleet;	    /* the options of its commands */
	char *const *words;		    /* the remaining words */
};

#define COMMAND(name, run, operands, options, help) \
	enum exit_code run(const struct request *request);
#include "commands.def"
#undef COMMAND

#endif
