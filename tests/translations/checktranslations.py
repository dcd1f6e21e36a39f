#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the window's languages complete: every text of the sources is in every file, translated, with the same
placeholders, markup and mnemonics.

    checktranslations.py FOLDER -- LUPDATE ARGUMENTS...   prints a line for each violation, exits 1 if there is any
    checktranslations.py --self-test                      plants violations and expects to find them

FOLDER holds emitter_<language>.ts; emitter_en.ts has the plural forms alone. LUPDATE with ARGUMENTS reads the sources.
"""

import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

PLACEHOLDER = re.compile(r"%L?[1-9]|%L?n")
NUMBER = re.compile(r"%L?n")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
VARIABLE = re.compile(r"\$\{\w*\}")
PATTERN = re.compile(r"\*(?:\.\w+)?")
MNEMONIC = re.compile(r"&(?!&|\s|$)")
CHOICES = re.compile(r"[\w-]+(\|[\w-]+)+")

Message = collections.namedtuple("Message", "context source comment plural forms unfinished")


def read(path):
    """The messages of a .ts file; `forms` is one text, or one for each plural form."""
    messages = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            plural = message.get("numerus") == "yes"
            forms = [form.text or "" for form in translation.iter("numerusform")] if plural else [translation.text or ""]
            messages.append(Message(context.findtext("name"), message.findtext("source"),
                                    message.findtext("comment") or "", plural, forms, translation.get("type") or ""))
    return messages


def key(message):
    return message.context, message.source, message.comment, message.plural


def found(pattern, text):
    return collections.Counter(pattern.findall(text))


def form_violation(message, index, form):
    """What is wrong with one form of a translation; None when nothing is."""
    source = message.source
    if not form.strip():
        return "is empty"
    expected = found(PLACEHOLDER, source)
    # One entry may be said without its number: every second.
    singular = message.plural and index == 0 and not NUMBER.search(form)
    if singular:
        expected = collections.Counter({name: n for name, n in expected.items() if not NUMBER.fullmatch(name)})
    if found(PLACEHOLDER, form) != expected:
        return "has other placeholders"
    if found(TAG, form) != found(TAG, source):
        return "has other markup"
    if found(VARIABLE, form) != found(VARIABLE, source):
        return "names other variables"
    if ";;" in source and found(PATTERN, form) != found(PATTERN, source):
        return "filters other files"
    if len(MNEMONIC.findall(form)) != len(MNEMONIC.findall(source)):
        return "has another number of mnemonics"
    if CHOICES.fullmatch(source) and form.count("|") != source.count("|"):
        return "has another number of choices"
    if form.count("\n") != source.count("\n"):
        return "has another number of lines"
    if form.endswith("…") != source.endswith("…"):
        return "differs in whether something follows (…)"
    if form != form.strip() or "  " in form:
        return "has stray blanks"
    return None


def violations(messages, wanted):
    """All that is wrong with a file; `wanted` are the keys of the texts in the sources."""
    for message in messages:
        name = f"{message.context}: {message.source!r}"
        if message.unfinished:
            yield f"{name} is {message.unfinished}"
        if message.plural and len(message.forms) != 2:
            yield f"{name} needs two plural forms"
        for index, form in enumerate(message.forms):
            if reason := form_violation(message, index, form):
                yield f"{name} {reason}: {form!r}"
        if key(message) not in wanted:
            yield f"{name} is no longer in the sources"
    for context, source, *_ in sorted(wanted - {key(message) for message in messages}):
        yield f"{context}: {source!r} is missing"


def texts_of_the_sources(lupdate):
    """The keys of all texts, and what lupdate complains of, e.g. a text whose class cannot find it."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "sources.ts"
        run = subprocess.run([*lupdate, "-ts", str(file)], capture_output=True, text=True, check=False)
        complaints = (run.stdout + run.stderr).splitlines()
        if run.returncode != 0 or not file.exists():
            return set(), complaints or [f"lupdate failed with status {run.returncode}"]
        return {key(message) for message in read(file)}, complaints


def check(folder, lupdate):
    wanted, problems = texts_of_the_sources(lupdate)
    if not wanted:
        problems.append("lupdate found no texts")
    files = sorted(folder.glob("emitter_*.ts"))
    if [file.name for file in files] != ["emitter_de.ts", "emitter_en.ts"]:
        problems.append(f"{folder} holds other files than expected")
    for file in files:
        only_plurals = file.name == "emitter_en.ts"
        expected = {text for text in wanted if text[3] or not only_plurals}
        problems += [f"{file.name}: {problem}" for problem in violations(read(file), expected)]
    return problems


def self_test():
    good = {
        "Rate": ["Rate"], "&Open…": ["Ö&ffnen…"], "%1 of %2": ["%1 von %2"],
        "<b>%1</b> at ${KEY}": ["<b>%1</b> bei ${KEY}"],
        "%n sink(s)": ["%n Senke", "%n Senken"], "Every %n second(s)": ["Jede Sekunde", "Alle %n Sekunden"],
        "a|b": ["A|B"], "one\ntwo": ["eins\nzwei"], "All (*);;Pictures (*.png)": ["Alle (*);;Bilder (*.png)"],
    }
    broken = [
        ("Rate", [""], "empty"), ("Rate", ["Rate "], "blanks"), ("&Open…", ["Öffnen…"], "mnemonics"),
        ("&Open…", ["Ö&ffnen"], "follows"), ("%1 of %2", ["%1 von %1"], "placeholders"),
        ("%1 of %2", ["von %2"], "placeholders"), ("<b>%1</b> at ${KEY}", ["<b>%1<b> bei ${KEY}"], "markup"),
        ("<b>%1</b> at ${KEY}", ["<b>%1</b> bei ${TASTE}"], "variables"), ("%n sink(s)", ["%n Senke"], "plural forms"),
        ("%n sink(s)", ["%n Senke", "Senken"], "placeholders"), ("a|b", ["A|B|C"], "choices"),
        ("one\ntwo", ["eins zwei"], "lines"), ("All (*);;Pictures (*.png)", ["Alle (*);;Bilder (*.jpg)"], "files"),
    ]

    def messages(texts, unfinished=""):
        return [Message("c", source, "", "%n" in source, forms, unfinished) for source, forms in texts.items()]

    wanted = {key(message) for message in messages(good)}
    failures = [f"what is right is refused: {problem}" for problem in violations(messages(good), wanted)]
    for source, forms, reason in broken:
        said = list(violations(messages({**good, source: forms}), wanted))
        if len(said) != 1 or reason not in said[0]:
            failures.append(f"{source!r} as {forms!r} is not refused for its {reason}: {said}")
    for texts, extra, reason in [({**good, "New": ["Neu"]}, "", "no longer"), ({"Rate": ["Rate"]}, "", "missing"),
                                 (good, "unfinished", "unfinished"), (good, "vanished", "vanished")]:
        if not any(reason in problem for problem in violations(messages(texts, extra), wanted)):
            failures.append(f"a text that is {reason} is not found")
    if check(pathlib.Path(tempfile.gettempdir()), ["false"]) == []:
        failures.append("a lupdate that fails is not noticed")
    return failures


def main(arguments):
    if arguments == ["--self-test"]:
        problems = self_test()
    elif len(arguments) >= 3 and arguments[1] == "--":
        problems = check(pathlib.Path(arguments[0]), arguments[2:])
    else:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
