#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the architecture true: who may include whom, and a few habits of the house.

    checkincludes.py [ROOT]      prints `file:line: reason` for each violation, exits 1 if there is any
    checkincludes.py --self-test plants violations in a folder of its own and expects to find them
"""

import pathlib
import re
import subprocess
import sys
import tempfile

# Each room of engine/, and the rooms it may include besides itself.
ROOMS = {
    "base": "",
    "profile": "base",
    "content": "base",
    "schedule": "base content",
    "wire": "base content",
    "bm25": "base",
    "stats": "base content",
    "sinkapi": "base content profile",
    "delivery": "base content sinkapi stats",
    "http": "base",
    "rest": "base http sinkapi",
    "embedding": "base content http profile",
    "sinks": "base bm25 content http rest sinkapi wire",
    "verify": "base content profile sinkapi stats wire",
    "run": "base content delivery embedding http profile schedule sinkapi stats verify",
    "calibrate": "base http profile run stats",
    "findmax": "base profile run stats",
    "dashboard": "base content profile run sinkapi stats",
    "history": "base content profile stats",
    "host": "base content profile run sinkapi stats",
    "mock": "base",
    # The window: everything but what is behind these doors.
    "ui": "base content history host profile run sinkapi stats",
}
# Who may include a library: paths below the root, as regular expressions.
LIBRARIES = [
    (re.compile(r"Q[A-Z]\w*$|Qt[A-Z]\w*/|q[a-z]+\.h$"), "Qt",
     re.compile(r"engine/http/(qnam|bodydevice)|engine/(mock|host|dashboard)/|app/|ui/")),
    (re.compile(r"yaml-cpp/"), "yaml-cpp", re.compile(r"engine/profile/profileyaml\.cpp$")),
    (re.compile(r"nlohmann/"), "nlohmann_json",
     re.compile(r"engine/(embedding|history|mock|rest|sinks|verify)/[\w/]+\.cpp$|engine/rest/jsonanswer\.h$")),
    (re.compile(r"libstemmer\.h$"), "libstemmer", re.compile(r"engine/bm25/stemmer\.cpp$")),
    (re.compile(r"utf8proc\.h$"), "utf8proc", re.compile(r"engine/bm25/tokenizer\.cpp$")),
    (re.compile(r"sqlite3\.h$"), "SQLite", re.compile(r"engine/sinks/sqlite/\w+\.cpp$")),
    (re.compile(r"pqxx/|libpq-fe\.h$"), "libpqxx", re.compile(r"engine/sinks/pgvector/pgsession\.cpp$")),
    (re.compile(r"doctest/"), "doctest", re.compile(r"$^")),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
TRANSLATED = re.compile(r"\b(tr|translate|qsTr)\s*\(")
COMMENT = re.compile(r"//.*")
LONGEST_FILE = 600
CODE = (".h", ".cpp", ".py", ".cmake", ".sh", ".js", ".mjs", ".css", ".html")
# What belongs to one machine or one day, not to the product.
FORBIDDEN = [
    (re.compile(r"(?<![\w.$}])/(work|tmp/\w+)/\w"), "a path of one machine"),
    (re.compile(r"(?<![\w.$}])/(home|Users)/\w"), "a path of one person"),
    (re.compile(r"//[\w.-]+\.(internal|intranet|corp|lan)\b"), "a host of a private network"),
    (re.compile(r"\b(10\.\d+|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b"),
     "an address of a private network"),
    (re.compile(r"\b(TODO|FIXME|XXX)\b"), "a note to oneself"),
]


def is_test(path):
    return path.name.startswith("tst_") or path.parts[0] == "tests"


def include_violation(root, path, target):
    """Why `path` (relative to root) may not include `target`; None when it may."""
    if is_test(path) or path.parts[0] not in ("engine", "app", "ui"):
        return None
    for pattern, library, allowed in LIBRARIES:
        if pattern.match(target) and not allowed.match(path.as_posix()):
            return f"{library} is not for this file"
    if path.parts[0] == "app" or (root / path.parent / target).is_file():
        return None
    other = target.split("/")[0]
    if path.parts[0] == "ui" and (root / target).is_file() and other == "ui":
        return None
    if other not in ROOMS or "/" not in target or other == "ui":
        known = (root / "engine" / target).is_file() or (root / target).is_file()
        return f"{other} is not a room that the engine may include" if known else None
    room = path.parts[1] if path.parts[0] == "engine" else "ui"
    if room == "sinks" and other == "sinks":
        if path.parts[2] != target.split("/")[1]:
            return "a sink never includes another sink"
        return None
    if room != other and other not in ROOMS.get(room, "").split():
        return f"room {room} may not include room {other}"
    return None


def check_code(root, path, lines):
    if path.parts[0] in ("engine", "app", "ui"):
        for number, line in enumerate(lines, 1):
            included = INCLUDE.match(line)
            reason = include_violation(root, path, included.group(1)) if included else None
            if reason:
                yield number, reason
            if path.parts[0] == "engine" and TRANSLATED.search(COMMENT.sub("", line)):
                yield number, "the engine does not translate; its faces do"
    head = "\n".join(lines[:4])
    if "SPDX-FileCopyrightText:" not in head or "SPDX-License-Identifier: GPL-3.0-or-later" not in head:
        yield 1, "the two SPDX lines are missing at the head"
    if len(lines) > LONGEST_FILE:
        yield len(lines), f"longer than {LONGEST_FILE} lines: split it"


def check_words(path, lines):
    for number, line in enumerate(lines, 1):
        for pattern, reason in FORBIDDEN:
            made_up = reason == "a path of one person" and is_test(path)
            if pattern.search(line) and not made_up:
                yield number, reason


def files(root):
    """Tracked files, or all of them where there is no git; relative to root."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
        names = [pathlib.Path(name) for name in listed.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [path.relative_to(root) for path in root.rglob("*")]
    return sorted(name for name in names
                  if name.parts[0] not in ("build", ".git") and (root / name).is_file())


def violations(root):
    """All violations below root as (path, line, reason)."""
    this_file = pathlib.Path("tests/arch/checkincludes.py")
    for path in files(root):
        try:
            lines = (root / path).read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture or the like
        if path.suffix in CODE or path.as_posix() in ("dev", ".ci/run"):
            yield from ((path, number, reason) for number, reason in check_code(root, path, lines))
        if path != this_file and path.name != "LICENSE":
            yield from ((path, number, reason) for number, reason in check_words(path, lines))


HEAD = "// SPDX-FileCopyrightText: x\n// SPDX-License-Identifier: GPL-3.0-or-later\n"
# File, its text below the head, and what must be said about it; None: nothing.
PLANTED = [
    ("engine/base/good.h", "#pragma once\n", None),
    ("engine/content/good.h", '#include "base/good.h"\n#include <vector>\n', None),
    ("engine/base/upwards.cpp", '#include "content/good.h"\n', "room base may not include room content"),
    ("engine/stats/angled.cpp", "#include <schedule/pacer.h>\n", "room stats may not include room schedule"),
    ("engine/delivery/run.cpp", ' # include "run/engine.h"\n', "room delivery may not include room run"),
    ("engine/stats/qt.cpp", "#include <QString>\n", "Qt is not for this file"),
    ("engine/run/qt.cpp", "#include <QtCore/qglobal.h>\n", "Qt is not for this file"),
    ("engine/run/qsmall.cpp", "#include <qobject.h>\n", "Qt is not for this file"),
    ("engine/run/good.cpp", '#include "delivery/x.h"\n#include "stats/x.h"\n', None),
    ("engine/run/sink.cpp", '#include "sinks/a/asink.h"\n', "room run may not include room sinks"),
    ("engine/run/app.cpp", '#include "app/x.h"\n', "app is not a room that the engine may include"),
    ("ui/good.cpp", '#include "ui/good.h"\n#include "host/h.h"\n#include <QWidget>\n', None),
    ("ui/good.h", "#pragma once\n", None),
    ("ui/pages/good.cpp", '#include "ui/good.h"\n', None),
    ("ui/http.cpp", '#include "http/httpclient.h"\n', "room ui may not include room http"),
    ("engine/run/ui.cpp", '#include "ui/good.h"\n', "ui is not a room that the engine may include"),
    ("app/x.h", '#include "run/engine.h"\n#include <QCoreApplication>\n', None),
    ("engine/http/qnamclient.cpp", "#include <QNetworkReply>\n", None),
    ("engine/http/httpclient.h", "#include <QNetworkReply>\n", "Qt is not for this file"),
    ("engine/http/fastloop.cpp", "#include <QtCore/QThread>\n", "Qt is not for this file"),
    ("engine/mock/m.cpp", "#include <QTcpServer>\n#include <nlohmann/json.hpp>\n", None),
    ("engine/sinks/a/asink.cpp", '#include "sinks/a/asink.h"\n#include "wire/x.h"\n', None),
    ("engine/sinks/a/bsink.cpp", '#include "sinks/b/bsink.h"\n', "a sink never includes another sink"),
    ("engine/sinks/a/run.cpp", '#include "run/engine.h"\n', "room sinks may not include room run"),
    ("engine/sinks/a/tst_asink.cpp", '#include "delivery/sinkworker.h"\n#include <doctest/doctest.h>\n', None),
    ("engine/base/test.cpp", "#include <doctest/doctest.h>\n", "doctest is not for this file"),
    ("engine/profile/profileyaml.cpp", "#include <yaml-cpp/yaml.h>\n", None),
    ("engine/profile/other.cpp", "#include <yaml-cpp/yaml.h>\n", "yaml-cpp is not for this file"),
    ("engine/embedding/a/e.cpp", "#include <nlohmann/json.hpp>\n", None),
    ("engine/rest/jsonanswer.h", "#include <nlohmann/json.hpp>\n", None),
    ("engine/rest/restanswer.h", "#include <nlohmann/json.hpp>\n", "nlohmann_json is not for this file"),
    ("engine/embedding/e.h", "#include <nlohmann/json.hpp>\n", "nlohmann_json is not for this file"),
    ("engine/bm25/stemmer.cpp", "#include <libstemmer.h>\n", None),
    ("engine/bm25/stemmer.h", "#include <libstemmer.h>\n", "libstemmer is not for this file"),
    ("engine/bm25/tokenizer.cpp", "#include <utf8proc.h>\n", None),
    ("engine/wire/words.cpp", "#include <utf8proc.h>\n", "utf8proc is not for this file"),
    ("engine/sinks/pgvector/pgsession.cpp", "#include <pqxx/pqxx>\n", None),
    ("engine/sinks/pgvector/pgtable.cpp", "#include <pqxx/pqxx>\n", "libpqxx is not for this file"),
    ("engine/sinks/sqlite/x.cpp", "#include <sqlite3.h>\n", None),
    ("engine/sinks/sqlite/x.h", "#include <sqlite3.h>\n", "SQLite is not for this file"),
    ("engine/sinks/a/s.cpp", "#include <sqlite3.h>\n", "SQLite is not for this file"),
    ("engine/stats/tr.cpp", 'auto x = tr("hello");\n', "the engine does not translate; its faces do"),
    ("engine/stats/attr.cpp", "auto x = attr(1); // tr(x)\n", None),
    ("engine/base/long.cpp", "\n" * LONGEST_FILE, f"longer than {LONGEST_FILE} lines: split it"),
    ("tests/run/tst_x.cpp", '#include "run/engine.h"\n#include <QtTest>\n', None),
    ("docs/a.md", "see /home/joe/x\n", "a path of one person"),
    ("docs/work.md", "see /work/x\n", "a path of one machine"),
    ("tests/base/tst_y.cpp", 'auto x = "/home/joe/x";\n', None),
    ("docs/b.md", "http://mirror.example.internal/x\n", "a host of a private network"),
    ("docs/c.md", "curl 192.168.1.7:80\n", "an address of a private network"),
    ("docs/d.md", "// TO" "DO: more\n", "a note to oneself"),
    ("docs/e.md", "127.0.0.1, 192.0.2.1, RFC 9110, 10.2.3, build/dev/app, 10.5 s, network/work/x\n", None),
]


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text, _ in PLANTED:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text((HEAD if not name.endswith(".md") else "") + text)
        (root / "engine/base/headless.h").write_text("#pragma once\n")
        found = {(path.as_posix(), reason) for path, _, reason in violations(root)}
    expected = {(name, reason) for name, _, reason in PLANTED if reason}
    expected.add(("engine/base/headless.h", "the two SPDX lines are missing at the head"))
    for name, reason in sorted(expected - found):
        print(f"not found: {name}: {reason}")
    for name, reason in sorted(found - expected):
        print(f"found without cause: {name}: {reason}")
    return found == expected


def main(arguments):
    if arguments == ["--self-test"]:
        return 0 if self_test() else 1
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parents[2]
    bad = 0
    for path, number, reason in violations(root):
        print(f"{path}:{number}: {reason}")
        bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
