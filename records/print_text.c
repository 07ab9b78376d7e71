// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "print_text.h"

void print_text(const char *text)
{
	for (; *text; text++) {
		if (*text < ' ' || *text > '~')
			printf("\\x%02x", (unsigned char)*text);
		else
			putchar(*text);
	}
}
