// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "characters.h"
#include "markup.h"

#define ESCAPE '\033'
#define BELL '\a'

/*
 * If a spelling begins at `from`, write what it stands for to *to, and advance
 * *to. Returns the length of the spelling; 0: there is none.
 */
typedef size_t replace(const char *from, char **to);

/* marks: the characters with which the spellings begin; "": any character */
static void replace_all(char *line, const char *marks, replace *at)
{
	char *to = *marks ? line + strcspn(line, marks) : line;
	const char *from = to;

	while (*from) {
		size_t length = at(from, &to);

		if (length)
			from += length;
		else
			*to++ = *from++;
	}
	*to = '\0';
}

/* Not isdigit() and isalpha(), because they depend on the user's locale. */
static bool is_digit(char c, int base)
{
	if (c >= '0' && c <= '9')
		return c - '0' < base;
	c |= 0x20;
	return base == 16 && c >= 'a' && c <= 'f';
}

static bool is_letter(char c)
{
	c |= 0x20;
	return c >= 'a' && c <= 'z';
}

/* Read up to `most` digits; returns their number. */
static size_t read_number(const char *digits, int base, size_t most,
			  uint32_t *number)
{
	char text[9];
	size_t count = 0;

	while (count < most && count < sizeof(text) - 1 &&
	       is_digit(digits[count], base))
		count++;
	memcpy(text, digits, count);
	text[count] = '\0';
	*number = (uint32_t)strtoul(text, NULL, base);
	return count;
}

/* The spelling is always longer than what it stands for. */
static void put_character(char **to, uint32_t character)
{
	char own[2];
	const char *ascii = characters_ascii(character, own);

	while (*ascii)
		*(*to)++ = *ascii++;
}

struct name {
	const char *name;
	const char *ascii;
};

static const struct name entities[] = {
	{"amp", "&"},	 {"lt", "<"},	  {"gt", ">"},	     {"quot", "\""},
	{"apos", "'"},	 {"nbsp", " "},	  {"ensp", " "},     {"emsp", " "},
	{"thinsp", " "}, {"lsquo", "'"},  {"rsquo", "'"},    {"sbquo", "'"},
	{"ldquo", "\""}, {"rdquo", "\""}, {"bdquo", "\""},   {"laquo", "\""},
	{"raquo", "\""}, {"ndash", "-"},  {"mdash", "-"},    {"minus", "-"},
	{"shy", ""},	 {"zwnj", ""},	  {"hellip", "..."},
};

#define ENTITY_COUNT (sizeof(entities) / sizeof(entities[0]))

/* "&quot;" */
static size_t named_entity(const char *from, char **to)
{
	for (size_t i = 0; i < ENTITY_COUNT; i++) {
		size_t length = strlen(entities[i].name);

		if (strncmp(from + 1, entities[i].name, length) ||
		    from[1 + length] != ';')
			continue;
		for (const char *c = entities[i].ascii; *c; c++)
			*(*to)++ = *c;
		return length + 2;
	}
	return 0;
}

/* "&#39;", "&#x27;" */
static size_t numbered_entity(const char *from, char **to)
{
	bool is_hex = (from[2] | 0x20) == 'x';
	size_t begin = is_hex ? 3 : 2, length;
	uint32_t number;

	length = read_number(from + begin, is_hex ? 16 : 10, 6, &number);
	if (!length || from[begin + length] != ';')
		return 0;
	put_character(to, number);
	return begin + length + 1;
}

static size_t entity(const char *from, char **to)
{
	if (*from != '&')
		return 0;
	return from[1] == '#' ? numbered_entity(from, to)
			      : named_entity(from, to);
}

/*
 * Elements that begin a line, and elements that change only how text looks.
 * Other elements are not HTML: libvirt's are part of messages.
 */
static const char *const line_elements[] = {
	"br", "p", "div", "li", "ul", "ol", "tr", "pre", "blockquote", "table",
};

static const char *const text_elements[] = {
	"span", "b",   "i",    "u",    "em", "strong", "code", "font", "a",
	"tt",	"kbd", "samp", "mark", "td", "th",     "wbr",  "body", "html",
};

static bool is_among(const char *name, size_t length, const char *const *names,
		     size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(names[i]) == length &&
		    !strncasecmp(names[i], name, length))
			return true;
	}
	return false;
}

#define IS_AMONG(name, length, names) \
	is_among(name, length, names, sizeof(names) / sizeof((names)[0]))

/* "<br/>", "</span>", "<a href='...'>" */
static size_t element(const char *from, char **to)
{
	const char *name = from + 1, *end;
	size_t length = 0;
	bool is_line;

	if (*from != '<')
		return 0;
	name += *name == '/';
	while (is_letter(name[length]))
		length++;
	if (!strchr(" />", name[length]))
		return 0;
	is_line = IS_AMONG(name, length, line_elements);
	end = strchr(name + length, '>');
	if (!end || (!is_line && !IS_AMONG(name, length, text_elements)))
		return 0;
	if (is_line)
		*(*to)++ = '\n';
	return (size_t)(end - from) + 1;
}

/* "\u001b", "\x1b" */
static size_t hex_escape(const char *from, char **to)
{
	size_t digits = from[1] == 'u' ? 4 : 2;
	uint32_t number;

	if (read_number(from + 2, 16, digits, &number) != digits)
		return 0;
	put_character(to, number);
	return digits + 2;
}

/* "\033" of C, "#033" of rsyslog: only for control characters */
static size_t octal_escape(const char *from, char **to)
{
	uint32_t number;

	if (from[1] != '0' || read_number(from + 1, 8, 3, &number) != 3)
		return 0;
	put_character(to, number);
	return 4;
}

static size_t letter_escape(const char *from, char **to)
{
	switch (from[1]) {
	case 'n':
	case 'r':
		**to = '\n';
		break;
	case 't':
		**to = ' ';
		break;
	case 'e':
		**to = ESCAPE;
		break;
	case '"':
	case '\'':
	case '/':
		**to = from[1];
		break;
	default:
		return 0;
	}
	(*to)++;
	return 2;
}

/* Texts within JSON within JSON have their backslashes doubled. */
static size_t backslash_escape(const char *from, char **to)
{
	if (*from == '#')
		return octal_escape(from, to);
	if (*from != '\\')
		return 0;
	if (from[1] == '\\')
		return 1;
	if (from[1] == 'u' || from[1] == 'x')
		return hex_escape(from, to);
	return from[1] == '0' ? octal_escape(from, to)
			      : letter_escape(from, to);
}

/* The Control Sequence Introducer's parameters and its final letter */
static size_t control_sequence(const char *from)
{
	size_t length = strspn(from, "0123456789;:<=>?");

	length += strspn(from + length, " !\"#$%&'()*+,-./");
	return from[length] >= '@' && from[length] <= '~' ? length + 1 : length;
}

/* The title of a window, or a link: up to BEL or ESC "\" */
static size_t operating_system_command(const char *from)
{
	size_t length = 0;

	while (from[length] && from[length] != BELL && from[length] != ESCAPE)
		length++;
	return from[length] == BELL ? length + 1 : length;
}

/* Also "^[", as cat -v and journalctl print it */
static size_t introducer(const char *from)
{
	if (*from == ESCAPE)
		return 1;
	return from[0] == '^' && from[1] == '[' ? 2 : 0;
}

/* A colour whose escape character is lost: "[31m", "[0m", "[01;31m" */
static size_t bare_colour(const char *from)
{
	size_t length;

	if (*from != '[')
		return 0;
	length = 1 + strspn(from + 1, "0123456789;");
	return length > 1 && from[length] == 'm' ? length + 1 : 0;
}

static size_t terminal_sequence(const char *from, char **to)
{
	size_t begin = introducer(from);

	(void)to;
	if (!begin)
		return bare_colour(from);
	if (from[begin] == '[')
		return begin + 1 + control_sequence(from + begin + 1);
	if (from[begin] == ']')
		return begin + 1 + operating_system_command(from + begin + 1);
	/* "ESC ( B" selects a character set. */
	if (from[begin] && strchr("()*+", from[begin]))
		return begin + 1 + (from[begin + 1] != '\0');
	return begin + (from[begin] != '\0');
}

/*
 * A character that is overstruck for bold text, as in "k BACKSPACE k", and
 * every control character that does not separate words
 */
static size_t control_character(const char *from, char **to)
{
	(void)to;
	if (from[0] != '\b' && from[1] == '\b')
		return 2;
	return (*from < ' ' && !strchr("\n\t\r\v\f", *from)) || *from == 0x7f;
}

/* The only part of quoted-printable that a message can need: "=3D" */
static size_t quoted_printable(const char *from, char **to)
{
	if (strncasecmp(from, "=3d", 3))
		return 0;
	*(*to)++ = '=';
	return 3;
}

/* Any character can be overstruck. */
static void remove_control_characters(char *line)
{
	static const char controls[] =
		"\001\002\003\004\005\006\a\b\016\017\020\021\022\023\024\025"
		"\026\027\030\031\032\033\034\035\036\037\177";

	if (strpbrk(line, controls))
		replace_all(line, "", control_character);
}

void markup_remove(char *line)
{
	replace_all(line, "\\#", backslash_escape);
	/*
	 * Twice, because a page that shows the source of a page has
	 * "&amp;quot;".
	 */
	replace_all(line, "&", entity);
	replace_all(line, "&", entity);
	replace_all(line, "<", element);
	replace_all(line, "\033^[", terminal_sequence);
	remove_control_characters(line);
	replace_all(line, "=", quoted_printable);
}

char *markup_skip_quote(char *line)
{
	return line + strspn(line, " \t>|");
}
