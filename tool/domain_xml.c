// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "domain_xml.h"
#include "machine_option.h"

#define QEMU_NAMESPACE "http://libvirt.org/schemas/domain/qemu/1.0"
/* Not XML_PARSE_HUGE: libxml2's limits of depth and amplification hold. */
#define PARSE_OPTIONS                                                \
	(XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | \
	 XML_PARSE_BIG_LINES)
/* An element around several domains; on the first line, so lines are right. */
#define OPENING "<domains>"
#define CLOSING "</domains>"

/*
 * Whether an allocation of libxml2 failed: it then goes on and has another
 * error, or a text that is not there.
 */
static bool is_memory_short;

static void *note_memory(void *memory)
{
	is_memory_short = is_memory_short || !memory;
	return memory;
}

static void *take_memory(size_t size)
{
	return note_memory(malloc(size));
}

static void *change_memory(void *memory, size_t size)
{
	return note_memory(realloc(memory, size));
}

static char *copy_text(const char *text)
{
	return note_memory(strdup(text));
}

/* Without memory for a parser libxml2 would print its own message. */
static void print_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static bool is_element(const xmlNode *node, const char *name, const char *space)
{
	if (node->type != XML_ELEMENT_NODE ||
	    strcmp((const char *)node->name, name))
		return false;
	if (!space || !node->ns)
		return !space && !node->ns;
	return !strcmp((const char *)node->ns->href, space);
}

static xmlNode *child(const xmlNode *parent, const char *name,
		      const char *space)
{
	xmlNode *node = parent ? parent->children : NULL;

	while (node && !is_element(node, name, space))
		node = node->next;
	return node;
}

/* What is longer is cut: it is no word that means anything here. */
static void take(char word[DOMAIN_WORD_SIZE], xmlChar *text)
{
	const char *from = text ? (const char *)text : "";

	from += strspn(from, " \t\r\n");
	snprintf(word, DOMAIN_WORD_SIZE, "%s", from);
	for (size_t end = strlen(word);
	     end && strchr(" \t\r\n", word[end - 1]);)
		word[--end] = '\0';
	xmlFree(text);
}

static void take_attribute(char word[DOMAIN_WORD_SIZE], xmlNode *node,
			   const char *name)
{
	take(word, node ? xmlGetNoNsProp(node, (const xmlChar *)name) : NULL);
}

static void take_content(char word[DOMAIN_WORD_SIZE], xmlNode *node)
{
	take(word, node ? xmlNodeGetContent(node) : NULL);
}

static void take_machine_option(struct domain *domain, const char *list)
{
	const char *value = machine_compat(list);

	if (value)
		snprintf(domain->compat, DOMAIN_WORD_SIZE, "%.*s",
			 (int)strcspn(value, ","), value);
}

static void take_argument(struct domain *domain, const char *argument,
			  bool *is_machine)
{
	if (*is_machine)
		take_machine_option(domain, argument);
	else if (is_qemu_option(argument, "cpu"))
		domain->has_own_cpu = true;
	*is_machine = !*is_machine && is_machine_option(argument);
}

static void take_arguments(struct domain *domain, const xmlNode *commandline)
{
	bool is_machine = false;
	xmlNode *node = commandline ? commandline->children : NULL;

	for (; node; node = node->next) {
		xmlChar *value;

		if (!is_element(node, "arg", QEMU_NAMESPACE))
			continue;
		value = xmlGetNoNsProp(node, (const xmlChar *)"value");
		if (value)
			take_argument(domain, (const char *)value, &is_machine);
		xmlFree(value);
	}
}

static void read_domain(struct domain *domain, xmlNode *root)
{
	xmlNode *type = child(child(root, "os", NULL), "type", NULL);
	xmlNode *cpu = child(root, "cpu", NULL);

	*domain = (struct domain){.line = xmlGetLineNo(root)};
	domain->cpu_line = cpu ? xmlGetLineNo(cpu) : 0;
	take_content(domain->name, child(root, "name", NULL));
	take_attribute(domain->type, root, "type");
	take_attribute(domain->arch, type, "arch");
	take_attribute(domain->machine, type, "machine");
	take_attribute(domain->cpu_mode, cpu, "mode");
	take_attribute(domain->cpu_check, cpu, "check");
	take_content(domain->cpu_model, child(cpu, "model", NULL));
	take_arguments(domain, child(root, "commandline", QEMU_NAMESPACE));
}

__attribute__((format(printf, 3, 4))) static bool
fail(struct domain_error *error, long line, const char *format, ...)
{
	va_list arguments;

	error->line = line;
	error->is_memory = false;
	va_start(arguments, format);
	vsnprintf(error->what, sizeof(error->what), format, arguments);
	va_end(arguments);
	return false;
}

static bool no_memory(struct domain_error *error)
{
	fail(error, 0, "out of memory");
	error->is_memory = true;
	return false;
}

static bool visit_root(xmlNode *root, domain_visit *visit, void *context,
		       struct domain_error *error)
{
	struct domain domain;

	if (!is_element(root, "domain", NULL))
		return fail(error, xmlGetLineNo(root),
			    "the root element is <%s>, not libvirt's <domain>",
			    (const char *)root->name);
	read_domain(&domain, root);
	if (is_memory_short)
		return no_memory(error);
	visit(&domain, context);
	return true;
}

static bool visit_all(xmlNode *node, domain_visit *visit, void *context,
		      struct domain_error *error)
{
	for (; node; node = node->next) {
		if (node->type == XML_ELEMENT_NODE) {
			if (!visit_root(node, visit, context, error))
				return false;
		} else if (node->type == XML_TEXT_NODE &&
			   !xmlIsBlankNode(node)) {
			return fail(error, xmlGetLineNo(node),
				    "text between domains is not allowed");
		}
	}
	return true;
}

/* libxml2's words end with a newline. */
static bool parse_failure(xmlParserCtxt *parser, struct domain_error *error)
{
	const xmlError *last = xmlCtxtGetLastError(parser);

	if (!last || !last->message)
		return fail(error, 0, "the XML cannot be read");
	return fail(error, last->line, "broken XML: %.*s",
		    (int)strcspn(last->message, "\n"), last->message);
}

static bool follows_another(xmlParserCtxt *parser)
{
	const xmlError *last = xmlCtxtGetLastError(parser);

	return last && last->code == XML_ERR_DOCUMENT_END;
}

static xmlDoc *parse(xmlParserCtxt *parser, const char *text, size_t size)
{
	return xmlCtxtReadMemory(parser, text, (int)size, NULL, NULL,
				 PARSE_OPTIONS);
}

static xmlDoc *parse_several(xmlParserCtxt *parser, const char *text,
			     size_t size)
{
	size_t whole = size + sizeof(OPENING CLOSING);
	char *wrapped = take_memory(whole);
	xmlDoc *document;

	if (!wrapped)
		return NULL;
	memcpy(wrapped, OPENING, sizeof(OPENING) - 1);
	memcpy(wrapped + sizeof(OPENING) - 1, text, size);
	memcpy(wrapped + sizeof(OPENING) - 1 + size, CLOSING, sizeof(CLOSING));
	document = parse(parser, wrapped, whole - 1);
	free(wrapped);
	return document;
}

static bool read_with(xmlParserCtxt *parser, const char *text, size_t size,
		      domain_visit *visit, void *context,
		      struct domain_error *error)
{
	xmlDoc *document = parse(parser, text, size);
	bool is_several = !document && follows_another(parser);
	xmlNode *root;
	bool is_read;

	if (is_several)
		document = parse_several(parser, text, size);
	if (is_memory_short) {
		xmlFreeDoc(document);
		return no_memory(error);
	}
	if (!document)
		return parse_failure(parser, error);
	root = xmlDocGetRootElement(document);
	if (document->intSubset)
		is_read = fail(error, 1, "a DOCTYPE is not allowed");
	else if (is_several)
		is_read = visit_all(root->children, visit, context, error);
	else
		is_read = visit_root(root, visit, context, error);
	xmlFreeDoc(document);
	return is_read;
}

bool domain_xml_read(const char *text, size_t size, domain_visit *visit,
		     void *context, struct domain_error *error)
{
	xmlParserCtxt *parser;
	bool is_read;

	if (size > DOMAIN_LARGEST)
		return fail(error, 0, "larger than 16 MiB (the limit)");
	if (!size)
		return fail(error, 0, "empty: there is no domain");
	xmlSetGenericErrorFunc(NULL, print_nothing);
	xmlMemSetup(free, take_memory, change_memory, copy_text);
	is_memory_short = false;
	parser = xmlNewParserCtxt();
	if (!parser)
		return no_memory(error);
	is_read = read_with(parser, text, size, visit, context, error);
	xmlFreeParserCtxt(parser);
	return is_read;
}
