// SPDX-License-Identifier: GPL-2.0-or-later
#include <regex.h>

#include "compatcaps.h"
#include "mode_name.h"
#include "print_error.h"

const char *mode_names(char names[NAME_LIST_SIZE])
{
	names[0] = '\0';
	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		name_list_add(names, compatcaps_mode_at(i)->name);
	return names;
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
	char names[NAME_LIST_SIZE];

	print_error("unknown mode '%s'; use one of %s", name,
		    mode_names(names));
	return EXIT_USAGE;
}
