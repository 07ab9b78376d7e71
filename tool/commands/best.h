/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The mode in which to start a guest. */
#ifndef COMPATCAPS_BEST_H
#define COMPATCAPS_BEST_H

#include "host.h"
#include "words.h"

/*
 * Get the best mode of the host. Returns EXIT_YES, or another code after it
 * printed an error.
 */
enum exit_code best_find(const struct request *request,
			 const struct compatcaps_mode **best);

/*
 * Get the mode that the request names if guests can have it; if it names none,
 * the best mode.
 */
enum exit_code best_or_named(const struct request *request,
			     const struct compatcaps_mode **mode);

/* The same, and get the host, too. */
enum exit_code best_or_named_of(const struct request *request,
				struct compatcaps_host *host,
				const struct compatcaps_mode **mode);

#endif
