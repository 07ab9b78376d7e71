// SPDX-License-Identifier: GPL-2.0-or-later
#include <regex.h>

#include "compatcaps.h"
#include "mode_name.h"

void mode_name_print_all(FILE *to)
{
	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		fprintf(to, "%s%s", i ? ", " : "", compatcaps_mode_at(i)->name);
}

bool mode_name_is_meant(const char *text)
{
	static const char form[] =
		"^(power|pwr|p|isa)[ _-]*v?[0-9]+([.][0-9]+)?"
		"[a-z+]?( +(mode|raw))?$";
	regex_t pattern;
	bool is_meant;

	if (regcomp(&pattern, form, REG_EXTENDED | REG_ICASE | REG_NOSUB))
		return false;
	is_meant = !regexec(&pattern, text, 0, NULL, 0);
	regfree(&pattern);
	return is_meant;
}

enum exit_code mode_name_unknown(const char *name)
{
	fprintf(stderr, "compatcaps: unknown mode '%s'; use one of ", name);
	mode_name_print_all(stderr);
	fputc('\n', stderr);
	return EXIT_USAGE;
}
