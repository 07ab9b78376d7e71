/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The mode to start a guest in. */
#ifndef COMPATCAPS_BEST_H
#define COMPATCAPS_BEST_H

#include "host.h"
#include "words.h"

/* The best mode of the host. EXIT_YES, or the message is printed. */
enum exit_code best_find(const struct request *request,
			 const struct compatcaps_mode **best);

/* The one that the request names, if guests can have it, or the best one. */
enum exit_code best_or_named(const struct request *request,
			     const struct compatcaps_mode **mode);

/* The same, and the host. */
enum exit_code best_or_named_of(const struct request *request,
				struct compatcaps_host *host,
				const struct compatcaps_mode **mode);

#endif
