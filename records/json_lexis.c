// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Each function takes one token off the text. The NUL after the text is part of
 * no token, so that no function needs to know where the text ends.
 */
#include <stdbool.h>
#include <string.h>

#include "json_lexis.h"
#include "utf8.h"

struct lexis {
	const char *at, *end;
	int depth;
	const char *what; /* is wrong, at `at` */
};

static bool fail(struct lexis *lexis, const char *what)
{
	lexis->what = what;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex_digit(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* After "\u" */
static bool take_hex(struct lexis *lexis)
{
	for (int i = 0; i < 4; i++) {
		if (!is_hex_digit(lexis->at[i]))
			return fail(lexis, "invalid escape sequence");
	}
	if (!memcmp(lexis->at, "0000", 4))
		return fail(lexis, "\\u0000 is not allowed: no text of a "
				   "record has a NUL byte");
	lexis->at += 4;
	return true;
}

static bool take_escape(struct lexis *lexis)
{
	char c = *++lexis->at;

	if (!c || !strchr("\"\\/bfnrtu", c))
		return fail(lexis, "invalid escape sequence");
	lexis->at++;
	return c != 'u' || take_hex(lexis);
}

static bool take_character(struct lexis *lexis)
{
	size_t length =
		utf8_character(lexis->at, (size_t)(lexis->end - lexis->at));

	if (lexis->at == lexis->end)
		return fail(lexis, "a string has no closing quote");
	if (!length || (unsigned char)*lexis->at < ' ')
		return fail(
			lexis,
			length ? "a string has a control character: escape it"
			: *lexis->at ? "a string is not valid UTF-8"
				     : "NUL byte in a string");
	lexis->at += length;
	return true;
}

static bool is_plain(char c)
{
	return (signed char)c >= ' ' && c != '"' && c != '\\';
}

static bool take_string(struct lexis *lexis)
{
	bool is_good = true;

	lexis->at++;
	while (is_good && *lexis->at != '"') {
		if (is_plain(*lexis->at))
			lexis->at++;
		else if (*lexis->at == '\\')
			is_good = take_escape(lexis);
		else
			is_good = take_character(lexis);
	}
	lexis->at += is_good;
	return is_good;
}

static bool take_digits(struct lexis *lexis)
{
	if (!is_digit(*lexis->at))
		return fail(lexis, "invalid number");
	while (is_digit(*lexis->at))
		lexis->at++;
	return true;
}

static bool take_fraction(struct lexis *lexis)
{
	if (*lexis->at != '.')
		return true;
	lexis->at++;
	return take_digits(lexis);
}

static bool take_exponent(struct lexis *lexis)
{
	if (*lexis->at != 'e' && *lexis->at != 'E')
		return true;
	lexis->at++;
	if (*lexis->at == '+' || *lexis->at == '-')
		lexis->at++;
	return take_digits(lexis);
}

static bool take_number(struct lexis *lexis)
{
	const char *first;

	if (*lexis->at == '-')
		lexis->at++;
	first = lexis->at;
	if (!take_digits(lexis) ||
	    (*first == '0' && lexis->at > first + 1 &&
	     !fail(lexis, "invalid number")) ||
	    !take_fraction(lexis) || !take_exponent(lexis))
		return false;
	if (*lexis->at && strchr("+-.", *lexis->at))
		return fail(lexis, "invalid number");
	return true;
}

static bool take_literal(struct lexis *lexis)
{
	static const char *const literals[] = {"true", "false", "null"};

	for (size_t i = 0; i < sizeof(literals) / sizeof(*literals); i++) {
		size_t length = strlen(literals[i]);

		if (strncmp(lexis->at, literals[i], length))
			continue;
		lexis->at += length;
		return true;
	}
	return fail(lexis, *lexis->at ? "invalid token" : "NUL byte");
}

static bool take_word(struct lexis *lexis)
{
	switch (*lexis->at) {
	case '{':
	case '[':
		if (++lexis->depth > JSON_DEEPEST)
			return fail(lexis, "nested too deeply (limit 128)");
		lexis->at++;
		return true;
	case '}':
	case ']':
		lexis->depth--;
		lexis->at++;
		return true;
	case ' ':
	case '\t':
	case '\r':
	case '\n':
	case ',':
	case ':':
		lexis->at++;
		return true;
	case '"':
		return take_string(lexis);
	default:
		return *lexis->at == '-' || is_digit(*lexis->at)
			       ? take_number(lexis)
			       : take_literal(lexis);
	}
}

size_t json_check_lexis(const char *text, size_t length, const char **what)
{
	struct lexis lexis = {.at = text, .end = text + length};

	while (lexis.at < lexis.end && take_word(&lexis))
		;
	*what = lexis.what;
	return (size_t)(lexis.at - text);
}
