#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a browser makes of the pages of `compatcaps fleet page`.

usage: page_views.py TO FROM FOLDER URL [PICTURES]

Talks to a Chromium that was started with --remote-debugging-pipe, through the two
named pipes TO and FROM; the pages are the *.html in FOLDER, which the browser sees
at URL. What a page has to show is computed here from the data that stands in it.
Prints TAP.
"""

import base64
import json
import os
import re
import select
import sys
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
import tap  # noqa: E402

WAIT = 120


class Browser:
    """The DevTools protocol: messages in JSON, each ended by a zero byte."""

    def __init__(self, to_browser, from_browser):
        self.to = os.open(to_browser, os.O_WRONLY)
        self.answers = os.open(from_browser, os.O_RDONLY)
        self.last = 0
        self.unread = b""
        self.events = []

    def read(self, until):
        while b"\0" not in self.unread:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.answers], [], [], left)[0]:
                raise TimeoutError("the browser said nothing in time")
            part = os.read(self.answers, 1 << 20)
            if not part:
                raise EOFError("the browser has ended")
            self.unread += part
        message, self.unread = self.unread.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data) :]
        until = time.monotonic() + WAIT
        while True:
            answer = self.read(until)
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method, session):
        until = time.monotonic() + WAIT
        while True:
            for index, event in enumerate(self.events):
                if event["method"] == method and event.get("sessionId") == session:
                    return self.events.pop(index)
            self.events.append(self.read(until))


# What can be seen of a page, in one go
LOOK = r"""(() => {
    const seen = (id) => {
        const element = document.getElementById(id);
        return element && element.checkVisibility() ? element.innerText.trim() : null;
    };
    const table = document.getElementById("hosts");
    const rows = [...table.querySelectorAll("tbody tr.row")];
    const text = (element) => element ? element.textContent : null;
    return {
        title: document.title, hash: location.hash,
        sentence: seen("sentence"), second: seen("second"), counted: seen("counted"),
        way: seen("way-title"), way_text: seen("way-text"),
        way_hosts: [...document.querySelectorAll("#way-hosts bdi")].map(text),
        count: seen("count"), how: seen("how"), problem: seen("problem"), empty: seen("empty"),
        pools: [...document.querySelectorAll("#pools button")].map((b) => b.innerText.split(/\s+/)),
        pressed: [...document.querySelectorAll("#pools button[aria-pressed=true] .name")].map(text),
        modes: [...document.querySelectorAll("#modes tbody tr")].map((tr) =>
            [...tr.cells].filter((c, i) => i !== 1).map((c) => c.firstChild.textContent)),
        columns: [...table.tHead.rows[0].cells].map((c) => c.querySelector("button").firstChild.textContent),
        sorted: [...table.tHead.rows[0].cells].filter((c) => c.ariaSort).map((c) => [c.dataset.column, c.ariaSort]),
        names: rows.map((tr) => tr.querySelector("bdi").textContent),
        answers: rows.map((tr) => [...tr.querySelectorAll(".mark")].map((m) => m.lastChild.textContent)),
        groups: [...table.querySelectorAll("tr.group bdi")].map(text),
        group_lines: [...table.querySelectorAll("tr.group")].map(text),
        rowcount: table.ariaRowCount,
        clipped: [...table.querySelectorAll("td.answer")].filter((td) => td.scrollWidth > td.clientWidth).length,
        heights: [...new Set(rows.map((tr) => tr.getBoundingClientRect().height))],
        fields: Object.fromEntries(["q", "mode", "answer", "pool", "kind", "kernel", "source"].map((id) =>
            [id, document.getElementById(id).value])),
        dialog: document.getElementById("dialog").open ? document.getElementById("dialog").innerText : null,
        textarea: text(document.querySelector("dialog[open] textarea")) === null ? null :
            document.querySelector("dialog[open] textarea").value,
        focus: document.activeElement.id || document.activeElement.textContent,
        strangers: document.querySelectorAll("img, iframe, object, embed, link, a, [onerror], [onmouseover]").length,
        scripts: document.scripts.length, scroll: scrollY, wide: document.documentElement.scrollWidth <= innerWidth,
    };
})()"""

# The lowest contrast between text and its background
CONTRAST = r"""(() => {
    const light = (color) => color.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255)
        .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (element) => {
        for (; element; element = element.parentElement) {
            const color = getComputedStyle(element).backgroundColor;
            if (!/, 0\)$/.test(color))
                return color;
        }
        return "rgb(255, 255, 255)";
    };
    let least = [99, ""];
    for (const element of document.querySelectorAll("body *")) {
        const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        if (!words || !element.checkVisibility() || element.disabled || /^(SCRIPT|OPTION)$/.test(element.tagName))
            continue;
        const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
        if ((a + 0.05) / (b + 0.05) < least[0])
            least = [(a + 0.05) / (b + 0.05), element.outerHTML.slice(0, 80)];
    }
    return least;
})()"""


class Page:
    """One page in a tab of its own."""

    def __init__(self, browser, url, script=True):
        self.browser = browser
        self.url = url
        self.target = browser.call(
            "Target.createTarget", url="about:blank", width=1400, height=1000
        )["targetId"]
        self.session = browser.call(
            "Target.attachToTarget", targetId=self.target, flatten=True
        )["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        if not script:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.call("Page.navigate", url=url)
        browser.wait_for("Page.loadEventFired", self.session)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def evaluate(self, expression):
        answer = self.call(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def next_frames(self):
        """Two frames: what a scroll or a resize asked for is drawn by then."""
        self.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
        )

    def look(self):
        self.next_frames()
        return self.evaluate(LOOK)

    def go(self, words):
        self.evaluate(
            f"location.hash = {json.dumps(words)}; new Promise((done) => setTimeout(done, 0))"
        )
        return self.look()

    def click(self, selector, number=0):
        """With the mouse, where it is."""
        where = self.evaluate(
            f"""(() => {{
            const element = document.querySelectorAll({json.dumps(selector)})[{number}];
            element.scrollIntoView({{ block: "center" }});
            const box = element.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"""
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=where[0],
                y=where[1],
                button="left",
                clickCount=1,
            )
        return self.look()

    def press(self, key, code=0, text=None):
        down = {
            "type": "keyDown" if text else "rawKeyDown",
            "key": key,
            "windowsVirtualKeyCode": code,
        }
        if text:
            down["text"] = text
        self.call("Input.dispatchKeyEvent", **down)
        self.call(
            "Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code
        )
        return self.look()

    def type(self, text):
        for letter in text:
            self.press(letter, ord(letter.upper()), letter)
        return self.look()

    def choose(self, field, value):
        """In a list, which headless has no window for: by what a choice does to it."""
        self.evaluate(
            f"""(() => {{ const field = document.getElementById({json.dumps(field)});
            field.value = {json.dumps(value)}; field.dispatchEvent(new Event("change")); }})()"""
        )
        return self.look()

    def complaints(self):
        """Errors of the console, and what the page asked of others."""
        found = []
        for event in self.browser.events:
            if event.get("sessionId") != self.session:
                continue
            if event["method"] == "Runtime.exceptionThrown":
                found.append(
                    "exception: " + str(event["params"]["exceptionDetails"])[:300]
                )
            elif event["method"] == "Runtime.consoleAPICalled":
                found.append("console: " + str(event["params"]["args"])[:300])
            elif event["method"] == "Log.entryAdded":
                found.append("log: " + event["params"]["entry"]["text"][:300])
            elif event["method"] == "Network.requestWillBeSent":
                url = event["params"]["request"]["url"]
                if url.split("#")[0] != self.url.split("#")[0]:
                    found.append("request: " + url[:300])
        return found

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
        self.browser.events = [
            e for e in self.browser.events if e.get("sessionId") != self.session
        ]


class Fleet:
    """The data that stands in a page, and what it has to show of it."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            page = file.read()
        inside = page.split('<script type="application/json" id="fleet">\n', 1)[
            1
        ].split("\n</script>", 1)[0]
        self.raw = inside
        self.data = json.loads(inside)
        self.hosts = self.data["hosts"]
        self.names_of_modes = [mode["name"] for mode in self.data["modes"]]
        self.places = {mode["name"]: mode["at"] for mode in self.data["modes"]}
        self.sort_pools()

    def sort_pools(self):
        """Best first; those without a mode, and last those that nobody knows of."""

        def worth(pool):
            return (
                self.names_of_modes.index(pool["mode"])
                if pool["mode"]
                else -2
                if pool["name"] == "unsure"
                else -1
            )

        unsorted = self.data["pools"]
        self.data["pools"] = sorted(unsorted, key=worth, reverse=True)
        self.pools = [pool["name"] for pool in self.data["pools"]]
        for host in self.hosts:
            host[1] = self.pools.index(unsorted[host[1]]["name"])

    def letter(self, host, mode):
        return host[2][self.places[mode]]

    def gives(self, host, mode):
        return (
            self.letter(host, mode)
            in {"sure": "y", "likely": "yl", "guess": "ylg"}[self.data["certainty"]]
        )

    def next_mode(self):
        """The one after the baseline; without one, what the fewest hosts stand in the way of."""
        if self.data["baseline"] is None:
            return min(
                self.names_of_modes[::-1],
                default=None,
                key=lambda mode: sum(not self.gives(host, mode) for host in self.hosts),
            )
        return (self.names_of_modes + [None])[
            self.names_of_modes.index(self.data["baseline"]) + 1
        ]

    def order(self, hosts):
        """As people order names: n2 before n10."""
        return sorted(
            hosts,
            key=lambda h: re.sub(
                r"\d+", lambda d: d.group().rjust(12, "0"), h[0].lower()
            ),
        )


def host_words(number):
    return f"{number:,} host" + ("" if number == 1 else "s")


def names(hosts):
    return [host[0] for host in hosts]


def result(good, what, *details):
    tap.ok(good, what, "\n".join(ascii(detail)[:600] for detail in details))


def equal(got, wanted, what):
    result(got == wanted, what, f"got:    {got!r}", f"wanted: {wanted!r}")


def count_words(shown, total):
    if shown == total:
        return "1 host, shown" if total == 1 else f"All {host_words(total)} shown"
    return f"{shown:,} of {host_words(total)} shown"


def summary(what, fleet, view):
    """The sentence, the modes and the pools say what the data says."""
    data, total = fleet.data, fleet.data["hosts_count"]
    if total == 0:
        wanted = "No hosts, so no mode that all of them give"
    elif data["baseline"]:
        wanted = (
            f"All {total:,} hosts give {data['baseline']}"
            if total > 1
            else f"The one host gives up to {data['baseline']}"
        )
    else:
        wanted = (
            f"No mode is given by all {total:,} hosts"
            if total > 1
            else "The one host gives no mode that counts"
        )
    equal(view["sentence"], wanted, f"{what}: the baseline in one sentence")
    certain = (
        "sure" if data["certainty"] == "sure" else data["certainty"] + " or better"
    )
    if total and data["unsure"] and data["baseline_of_answered"]:
        equal(
            view["second"].split(";")[0],
            f"{data['baseline_of_answered']} is given by all of the "
            f"{host_words(data['answered'])} whose answer is {certain}",
            f"{what}: and that of the hosts with an answer",
        )
    gives = {
        "sure": ["yes"],
        "likely": ["yes", "likely"],
        "guess": ["yes", "likely", "guess"],
    }[data["certainty"]]
    equal(
        view["modes"],
        [
            [m["name"]]
            + [f"{m[k]:,}" for k in ("yes", "likely", "guess", "no", "unknown")]
            + [f"{total - sum(m[k] for k in gives):,}"]
            for m in reversed(data["modes"])
        ],
        f"{what}: the counts of each mode, newest first",
    )
    equal(
        view["columns"],
        ["Host"]
        + fleet.names_of_modes
        + ["Kind", "Processor", "Runs as", "Kernel", "Source"],
        f"{what}: a column for each mode",
    )
    equal(
        [[p[0], p[1]] for p in view["pools"]],
        [[f"{p['hosts']:,}", p["name"]] for p in data["pools"]],
        f"{what}: the pools with their counts",
    )
    equal(
        view["count"],
        count_words(len(fleet.hosts), total),
        f"{what}: all hosts are shown at first",
    )


def small_fleet(page, fleet):
    """All views of a fleet that fits on the page."""
    view = page.look()
    words = {"y": "yes", "l": "likely", "g": "guess", "n": "no", "?": "unknown"}
    grouped = [
        h
        for i in range(len(fleet.pools))
        for h in fleet.order(h for h in fleet.hosts if h[1] == i)
    ]
    summary("small", fleet, view)
    equal(
        view["names"],
        names(grouped),
        "small: every host, group by pool, ordered by name within",
    )
    equal(view["groups"], fleet.pools, "small: a line above each pool")
    equal(
        view["answers"],
        [[words[fleet.letter(h, m)] for m in fleet.names_of_modes] for h in grouped],
        "small: each answer as a word",
    )
    equal(
        view["heights"], [30], "small: rows have the height that scrolling reckons with"
    )
    equal(view["clipped"], 0, "small: no answer is cut off")
    equal(view["how"], "", "small: nothing is said about Ctrl-F, which finds all hosts")
    result(view["wide"], "small: nothing sticks out at the side of 1400 pixels")
    small_filters(page, fleet)
    small_sorting(page, fleet)
    small_clicks(page, fleet)


def small_filters(page, fleet):
    total = len(fleet.hosts)

    def shows(words, wanted, what):
        view = page.go(words)
        equal(
            [view["count"], sorted(view["names"])],
            [count_words(len(wanted), total), sorted(names(wanted))],
            "address: " + what,
        )
        return view

    part = fleet.hosts[0][0][2:7].upper()
    shows(
        "q=" + part,
        [h for h in fleet.hosts if part.lower() in h[0].lower()],
        "a part of a name, in whatever case",
    )
    for mode in fleet.names_of_modes:
        for answer in "ylgn":
            wanted = [h for h in fleet.hosts if fleet.letter(h, mode) == answer]
            view = shows(
                f"mode={mode}&answer={answer}", wanted, f"{mode} answered by {answer}"
            )
            if not wanted:
                equal(
                    view["empty"],
                    "No host matches the filters.",
                    "address: and it says that there is none",
                )
        shows(
            f"mode={mode}&answer=u",
            [h for h in fleet.hosts if fleet.letter(h, mode) == "?"],
            f"{mode} unknown",
        )
        shows(
            f"mode={mode}&answer=gives",
            [h for h in fleet.hosts if fleet.gives(h, mode)],
            f"who gives {mode}",
        )
        shows(
            f"mode={mode}",
            [h for h in fleet.hosts if not fleet.gives(h, mode)],
            f"a mode alone: who is in the way of {mode}",
        )
    for index, pool in enumerate(fleet.pools):
        view = shows(
            "pool=" + pool, [h for h in fleet.hosts if h[1] == index], f"pool {pool}"
        )
        equal(view["pressed"], [pool], f"address: the button of pool {pool} is pressed")
    for field, key in ((3, "kind"), (6, "kernel"), (7, "source")):
        for value in sorted({h[field] or "unknown" for h in fleet.hosts}):
            shows(
                f"{key}={value.replace('+', '%2B')}",
                [h for h in fleet.hosts if (h[field] or "unknown") == value],
                f"{key} {value}",
            )
    shows(
        "note=1", [h for h in fleet.hosts if h[9] is not None], "only hosts with a note"
    )
    mode, pool = fleet.names_of_modes[2], fleet.pools[0]
    view = shows(
        f"mode={mode}&answer=gives&pool={pool}&source=dev-kvm",
        [
            h
            for h in fleet.hosts
            if fleet.gives(h, mode) and h[1] == 0 and h[7] == "dev-kvm"
        ],
        "several together",
    )
    equal(
        view["fields"],
        {
            "q": "",
            "mode": mode,
            "answer": "gives",
            "pool": pool,
            "kind": "",
            "kernel": "",
            "source": "dev-kvm",
        },
        "address: the fields show what the address says",
    )
    for words, problem in (
        ("mode=POWER99&answer=y", 'This fleet has no mode "POWER99".'),
        ("pool=gone", 'This fleet has no pool "gone".'),
        (f"mode={mode}&answer=maybe", 'There is no answer "maybe".'),
        ("kernel=none-such", None),
    ):
        view = shows(words, [], f"{words}: no host rather than wrong ones")
        equal(view["problem"], problem, f"address: {words}: what is wrong with it")
    view = shows("sort=colour", fleet.hosts, "an unknown column")
    equal(
        view["problem"],
        'There is no column "colour" to sort by.',
        "address: an unknown column is told",
    )
    shows("%zz&=&q", fleet.hosts, "nonsense shows all")


def small_sorting(page, fleet):
    view = page.go("group=0")
    equal(
        [view["names"], view["groups"]],
        [names(fleet.order(fleet.hosts)), []],
        "sort: without groups, by name",
    )
    equal(view["sorted"], [["name", "ascending"]], "sort: the head says by what")
    view = page.go("group=0&sort=-name")
    equal(
        view["names"], names(fleet.order(fleet.hosts))[::-1], "sort: by name, backwards"
    )
    mode = fleet.names_of_modes[-1]
    view = page.go(f"group=0&sort=mode:{mode}")
    equal(
        view["names"],
        names(
            sorted(
                fleet.order(fleet.hosts),
                key=lambda h: "ylg?n".index(fleet.letter(h, mode)),
            )
        ),
        "sort: by the answers for a mode, then by name",
    )
    equal(
        view["sorted"],
        [[f"mode:{mode}", "ascending"]],
        "sort: the head says by which mode",
    )
    for column, field in (
        ("kind", 3),
        ("processor", 4),
        ("runs", 5),
        ("kernel", 6),
        ("source", 7),
    ):
        view = page.go(f"group=0&sort={column}")
        equal(
            view["names"],
            names(sorted(fleet.order(fleet.hosts), key=lambda h: h[field] or "")),
            f"sort: by {column}",
        )
    view = page.go("sort=-kernel")
    wanted = []
    for index in range(len(fleet.pools)):
        inside = fleet.order(h for h in fleet.hosts if h[1] == index)
        wanted += names(sorted(inside, key=lambda h: h[6] or "", reverse=True))
    equal(view["names"], wanted, "sort: within pools")


def small_clicks(page, fleet):
    page.go("")
    mode = fleet.next_mode()
    if mode:
        blocking = [h for h in fleet.hosts if not fleet.gives(h, mode)]
        view = page.look()
        equal(
            view["way"],
            f"In the way of {mode}: {host_words(len(blocking))}",
            "click: who stands in the way is named",
        )
        view = page.click("#way-show")
        equal(
            sorted(view["names"]),
            sorted(names(blocking)),
            "click: one click shows them",
        )
        equal(
            view["hash"],
            f"#mode={mode}&answer=way",
            "click: and the address is that of the view",
        )
        page.evaluate(
            "history.back(); new Promise((done) => addEventListener('popstate', () => setTimeout(done, 0), { once: true }))"
        )
        equal(
            page.look()["count"],
            count_words(len(fleet.hosts), len(fleet.hosts)),
            "click: the browser's way back leads back",
        )
        view = page.click("#way-hosts button")
        result(
            view["dialog"] and view["dialog"].startswith(view["way_hosts"][0]),
            "click: a host in the way tells all about itself",
            view["dialog"],
        )
        page.press("Escape", 27)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.press("/", 191, "/")
    host = fleet.hosts[-1]
    view = page.type(host[0][-4:])
    wanted = [h for h in fleet.hosts if host[0][-4:] in h[0]]
    equal(
        [view["focus"], view["fields"]["q"]],
        ["q", host[0][-4:]],
        "keys: / goes to the search, and letters into it",
    )
    equal(sorted(view["names"]), sorted(names(wanted)), "keys: the table follows")
    equal(view["hash"], "#q=" + host[0][-4:], "keys: so does the address")
    view = page.click("#reset")
    equal(
        [view["count"], view["hash"]],
        [count_words(len(fleet.hosts), len(fleet.hosts)), ""],
        "click: all again",
    )
    view = page.click("#pools button")
    equal(
        [sorted(view["names"]), view["pressed"]],
        [sorted(names(h for h in fleet.hosts if h[1] == 0)), [fleet.pools[0]]],
        "click: a pool",
    )
    view = page.click("#pools button")
    equal(
        view["count"],
        count_words(len(fleet.hosts), len(fleet.hosts)),
        "click: the pool again shows all",
    )
    view = page.click("#hosts thead th:first-child button")
    equal(
        [view["sorted"], view["hash"]],
        [[["name", "descending"]], "#sort=-name"],
        "click: a column's head sorts, the second time backwards",
    )
    equal(view["focus"][:4], "Host", "click: the head keeps the focus")
    page.click("#reset")
    view = page.go("group=0")
    first = fleet.order(fleet.hosts)
    view = page.click("#hosts tbody th button")
    told = view["dialog"] or ""
    result(
        all(value in told for value in first[0][3:9] if value),
        "click: a host's name tells all about it",
        told,
    )
    view = page.press("Escape", 27)
    equal(
        [view["dialog"], view["focus"]],
        [None, first[0][0]],
        "keys: Escape closes that, back at the host",
    )
    view = page.press("ArrowDown", 40)
    equal(view["focus"], first[1][0], "keys: arrow down goes to the next host")
    view = page.press("ArrowUp", 38)
    equal(view["focus"], first[0][0], "keys: arrow up goes back")
    view = page.click("#names")
    equal(view["textarea"], "\n".join(names(first)), "click: the names as text")
    page.click("#dialog-close")
    view = page.choose("mode", fleet.names_of_modes[2])
    equal(
        [view["hash"], view["fields"]["answer"]],
        [f"#mode={fleet.names_of_modes[2]}&answer=way&group=0", "way"],
        "choice: a mode alone asks who is in its way",
    )
    view = page.choose("answer", "n")
    equal(
        sorted(view["names"]),
        sorted(
            names(
                h
                for h in fleet.hosts
                if fleet.letter(h, fleet.names_of_modes[2]) == "n"
            )
        ),
        "choice: an answer",
    )


def large_fleet(page, fleet, what):
    """Only what is near the screen is drawn, and it is the right part."""
    total = len(fleet.hosts)
    view = page.look()
    summary(what, fleet, view)
    result(
        "Ctrl-F" in view["how"],
        f"{what}: it says that Ctrl-F does not see all",
        view["how"],
    )
    view = page.go("group=0")
    order = names(fleet.order(fleet.hosts))
    equal(
        view["rowcount"], str(total + 1), f"{what}: the table says how many rows it has"
    )
    for part in (0, 0.37, 1):
        page.evaluate(f"scrollTo(0, {part} * document.documentElement.scrollHeight)")
        view = page.look()
        start = order.index(view["names"][0])
        equal(
            [view["names"], view["heights"]],
            [order[start : start + len(view["names"])], [30]],
            f"{what}: scrolled to {part}: rows that follow each other",
        )
        result(
            20 < len(view["names"]) < 120,
            f"{what}: scrolled to {part}: not too many of them",
            len(view["names"]),
        )
        seen = page.evaluate(
            """(() => { const top = document.querySelector("#hosts thead th").getBoundingClientRect().bottom;
            const drawn = [...document.querySelectorAll("#hosts tr.row")].map((tr) => tr.getBoundingClientRect());
            const end = Math.min(innerHeight, document.querySelector("footer").getBoundingClientRect().top);
            return drawn[0].top <= top && drawn.at(-1).bottom >= end - 1; })()"""
        )
        result(seen, f"{what}: scrolled to {part}: no gap on the screen")
    equal(view["names"][-1], order[-1], f"{what}: the last host is at the end")
    needle = fleet.hosts[total // 2][0]
    view = page.go("q=" + needle)
    wanted = [h for h in fleet.hosts if needle in h[0]]
    equal(
        [view["count"], view["names"], view["how"]],
        [count_words(len(wanted), total), names(fleet.order(wanted)), ""],
        f"{what}: one host found",
    )
    mode = fleet.names_of_modes[2]
    view = page.go(f"mode={mode}&answer=n")
    equal(
        view["count"],
        count_words(sum(fleet.letter(h, mode) == "n" for h in fleet.hosts), total),
        f"{what}: who cannot have {mode}, counted",
    )
    page.go("")
    middle = 1000 + fleet.data["pools"][0]["hosts"]
    page.evaluate(
        f"scrollTo(0, document.getElementById('hosts').offsetTop + 30 * {middle})"
    )
    view = page.look()
    equal(
        view["groups"],
        [fleet.pools[1]],
        f"{what}: within a long pool its line comes along",
    )
    stays = page.evaluate(
        """(() => { const line = document.querySelector("#hosts tr.group th").getBoundingClientRect();
        return Math.abs(line.top - document.querySelector("#hosts thead th").getBoundingClientRect().bottom) < 2; })()"""
    )
    result(stays, f"{what}: just below the head")
    walk(page, what)
    page.evaluate("scrollTo(0, 0)")
    printing(page, fleet, what)


def walk(page, what):
    page.go("group=0")
    page.evaluate("document.querySelector('#hosts tbody th button').focus()")
    first = page.look()["names"][0]
    for key, code, times in (("ArrowDown", 40, 70), ("ArrowUp", 38, 40)):
        for _ in range(times):
            page.call(
                "Input.dispatchKeyEvent",
                type="rawKeyDown",
                key=key,
                windowsVirtualKeyCode=code,
            )
            page.next_frames()
        view = page.look()
        result(
            view["focus"] in view["names"] and view["focus"] != first,
            f"{what}: {key} {times} times: past what was drawn",
            view["focus"],
            first,
        )
        seen = page.evaluate(
            """(() => { const box = document.activeElement.getBoundingClientRect();
            return document.elementFromPoint(box.x + 2, box.y + box.height / 2)?.closest("tr") === document.activeElement.closest("tr"); })()"""
        )
        result(
            seen,
            f"{what}: {key} {times} times: and what has the focus can be seen",
            view["scroll"],
        )
    page.go("")


def printing(page, fleet, what):
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    view = page.look()
    result(
        1990 <= len(view["names"]) <= 2000,
        f"{what}: 2,000 rows are printed",
        len(view["names"]),
    )
    last = page.evaluate(
        "document.querySelector('#hosts tbody:last-child').textContent"
    )
    result(
        "more rows are not printed" in last,
        f"{what}: and what is left out is told",
        last,
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    result(len(page.look()["names"]) < 120, f"{what}: after printing as before")


def hostile_fleet(page, fleet):
    hidden = re.compile(
        "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
    )
    result("<" not in fleet.raw, "hostile: the data holds no < that could end it")
    view = page.go("group=0")
    shown = sorted(
        hidden.sub(lambda c: f"\\u{ord(c.group()):04x}", h[0]) for h in fleet.hosts
    )
    equal(sorted(view["names"]), shown, "hostile: every name is shown as text")
    equal(
        [view["title"], view["strangers"], view["scripts"]],
        ["Fleet: modes of KVM hosts", 0, 2],
        "hostile: nothing of it became HTML",
    )
    equal(view["heights"], [30], "hostile: no name makes a row higher")
    result(view["wide"], "hostile: nor the page wider")
    for index, _ in enumerate(view["names"][:13]):
        page.click("#hosts tbody th button", index)
        page.press("Escape", 27)
    view = page.look()
    equal(
        [view["title"], view["strangers"], view["dialog"]],
        ["Fleet: modes of KVM hosts", 0, None],
        "hostile: nor when all about them is told",
    )
    for key in ("q", "mode", "pool", "kernel", "sort"):
        view = page.go(
            f"{key}=%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3D%22document.title%3D1%22%3E"
        )
        equal(
            [view["title"], view["strangers"]],
            ["Fleet: modes of KVM hosts", 0],
            f"hostile: an address whose {key} is HTML",
        )
    if any(h[0] == "__proto__" for h in fleet.hosts):
        view = page.go("q=__proto__")
        equal(
            view["count"],
            count_words(
                sum("__proto__" in h[0] for h in fleet.hosts), len(fleet.hosts)
            ),
            "hostile: __proto__ is a name",
        )


def other_fleet(page, fleet, what):
    view = page.look()
    summary(what, fleet, view)
    if not fleet.hosts:
        equal(
            [view["empty"], view["way"], view["names"]],
            ["There are no hosts in this fleet.", None, []],
            f"{what}: it says so",
        )
    if fleet.hosts and fleet.next_mode() is None and fleet.data["baseline"]:
        equal(view["way"], "No host is in the way", f"{what}: nobody in the way")
    equal(len(view["names"]), len(fleet.hosts), f"{what}: as many rows as hosts")


def looks(page, what):
    for scheme in ("light", "dark"):
        page.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        least, where = page.evaluate(CONTRAST)
        result(
            least >= 4.5,
            f"{what}: contrast of all words, {scheme}",
            f"{least:.2f}: {where}",
        )
    page.call("Emulation.setEmulatedMedia", features=[])
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in tree if not node["ignored"]}
    wanted = {
        "table",
        "row",
        "columnheader",
        "rowheader",
        "cell",
        "searchbox",
        "status",
        "main",
    }
    result(
        wanted <= roles,
        f"{what}: a table with heads, to those who hear it",
        sorted(wanted - roles),
    )
    nameless = [
        node
        for node in tree
        if not node["ignored"]
        and node["role"]["value"] in ("button", "searchbox", "combobox", "checkbox")
        and not node["name"]["value"]
    ]
    result(not nameless, f"{what}: every control has a name", nameless)
    pdf = base64.b64decode(page.call("Page.printToPDF")["data"])
    result(pdf.startswith(b"%PDF"), f"{what}: can be printed")


def forbidden(page):
    """Were there a mistake in the page, it could still not ask anybody, nor make HTML of data."""
    got = page.evaluate(
        """(async () => {
        const violated = [];
        const element = document.createElement("p");
        addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
        await fetch("http://192.0.2.1/").catch(() => 0);
        new Image().src = "http://192.0.2.1/";
        try { element.innerHTML = "<b>x</b>"; } catch (error) { violated.push(error.name); }
        await new Promise((done) => setTimeout(done, 100));
        return [...new Set(violated)].sort();
    })()"""
    )
    equal(
        got,
        ["TypeError", "connect-src", "img-src", "require-trusted-types-for"],
        "policy: no requests, no data as HTML",
    )


def without_script(browser, url):
    page = Page(browser, url, script=False)
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    words = " ".join(
        node["name"]["value"]
        for node in tree
        if "name" in node and isinstance(node["name"].get("value"), str)
    )
    result(
        "needs JavaScript, which is off" in words,
        "without JavaScript: it says so",
        words,
    )
    page.close()


def foreign_code(page):
    """A script, a handler and a style that are not the page's own: each is refused."""
    title, colour = page.evaluate(
        "[document.title, getComputedStyle(document.body).color]"
    )
    equal(title, "Fleet: modes of KVM hosts", "policy: foreign code is not run")
    result(colour != "rgb(255, 0, 0)", "policy: nor is a foreign style applied", colour)
    refused = [c for c in page.complaints() if "Content Security Policy" in c]
    result(len(refused) >= 3, "policy: the browser says what it refused", *refused)


def broken(browser, url):
    for file, words in (
        ("broken-template", "The data of this page cannot be read"),
        ("broken-version", "not version 1"),
        ("broken-injected", "The data of this page cannot be read"),
    ):
        page = Page(browser, f"{url}/{file}.html")
        sentence, second, hidden = page.evaluate(
            """["sentence", "second"].map((id) => document.getElementById(id).innerText)
            .concat(!document.getElementById("main").checkVisibility())"""
        )
        equal(
            [sentence, words in second, hidden],
            ["This page has no fleet to show", True, True],
            f"{file}: a clear word",
        )
        if file == "broken-injected":
            foreign_code(page)
        else:
            equal(page.complaints(), [], f"{file}: no error in the console")
        page.close()


def pictures(page, folder, name):
    for scheme in ("light", "dark"):
        page.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=1400,
            height=1000,
            deviceScaleFactor=1,
            mobile=False,
        )
        page.look()
        picture = page.call("Page.captureScreenshot", format="png")["data"]
        with open(os.path.join(folder, f"{name}-{scheme}.png"), "wb") as file:
            file.write(base64.b64decode(picture))


def try_page(browser, folder, url, name, picture_folder):
    fleet = Fleet(os.path.join(folder, name + ".html"))
    page = Page(browser, f"{url}/{name}.html")
    if picture_folder:
        pictures(page, picture_folder, name)
    if name.startswith("small"):
        small_fleet(page, fleet)
        page.go("")
        looks(page, name)
    elif name.startswith("large"):
        large_fleet(page, fleet, name)
    elif name.startswith("hostile"):
        hostile_fleet(page, fleet)
    else:
        other_fleet(page, fleet, name)
    equal(
        page.complaints(),
        [],
        f"{name}: no error in the console, nothing asked of anybody",
    )
    if name == "one":
        forbidden(page)
    page.close()


def main():
    to_browser, from_browser, folder, url = sys.argv[1:5]
    picture_folder = sys.argv[5] if len(sys.argv) > 5 else None
    browser = Browser(to_browser, from_browser)
    print("# " + browser.call("Browser.getVersion")["product"])
    files = sorted(
        f[:-5]
        for f in os.listdir(folder)
        if f.endswith(".html") and not f.startswith("broken")
    )
    for name in files:
        try:
            try_page(browser, folder, url, name, picture_folder)
        except (RuntimeError, KeyError, IndexError, TypeError, ValueError):
            result(
                False,
                f"{name}: the test itself went on to its end",
                *traceback.format_exc().splitlines()[-6:],
            )
    without_script(browser, f"{url}/{files[0]}.html")
    broken(browser, url)
    browser.call("Browser.close")
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
