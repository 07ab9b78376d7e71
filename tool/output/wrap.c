// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "wrap.h"

#define INDENT 13
#define WIDTH 80

void wrap_print(const char *label, const char *text)
{
	size_t column = INDENT;

	printf("%-*s", INDENT, label);
	while (*text) {
		size_t length = strcspn(text, " ");

		if (column > INDENT && column + 1 + length > WIDTH) {
			printf("\n%*s", INDENT, "");
			column = INDENT;
		}
		if (column > INDENT) {
			putchar(' ');
			column++;
		}
		printf("%.*s", (int)length, text);
		column += length;
		text += length;
		text += strspn(text, " ");
	}
	putchar('\n');
}
