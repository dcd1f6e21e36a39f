#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps files whole: who names a thing of the standard library includes its header, directly or through a
header of ours. The compiler does not see it, because precompiled headers (cmake/EmitterCompile.cmake) bring them all.

    checkheaders.py [ROOT]      prints `file: reason` for each violation, exits 1 if there is any
    checkheaders.py --self-test judges files that it plants in a folder of its own
"""

import pathlib
import re
import sys
import tempfile

# What only one header brings.
NAMES = {
    "algorithm": "sort|stable_sort|min|max|clamp|find|find_if|any_of|all_of|none_of|copy|fill|count|count_if|transform"
                 "|reverse|unique|equal|lower_bound|upper_bound|min_element|max_element|replace|ranges::\\w+",
    "array": "array",
    "atomic": "atomic\\w*",
    "charconv": "to_chars|from_chars",
    "chrono": "chrono",
    "condition_variable": "condition_variable",
    "cmath": "sqrt|pow|floor|ceil|round|lround|llround|isfinite|isnan|exp|log|log2|log10|fabs",
    "cstdint": "u?int(?:8|16|32|64)_t",
    "filesystem": "filesystem",
    "fstream": "[io]?fstream",
    "functional": "function|invoke|ref|cref",
    "iostream": "cout|cerr|cin",
    "map": "map|multimap",
    "memory": "(?:unique|shared|weak)_ptr|make_(?:unique|shared)",
    "mutex": "mutex|lock_guard|unique_lock|scoped_lock",
    "optional": "optional|nullopt",
    "set": "set|multiset",
    "span": "span",
    "stop_token": "stop_token|stop_source",
    "string": "string|to_string",
    "string_view": "string_view",
    "thread": "thread|jthread|this_thread",
    "unordered_map": "unordered_map",
    "utility": "move|pair|exchange|swap|as_const|forward",
    "variant": "variant|visit|get_if|holds_alternative",
    "vector": "vector",
}
NAMED = {header: re.compile(rf"\bstd::(?:{names})\b") for header, names in NAMES.items()}
COMMENT = re.compile(r"//.*")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
# What a standard header promises beside its own names.
BRINGS = {"thread": {"stop_token"}}


def headers_of(root, path, seen):
    """Standard headers that `path` includes, directly or through ours."""
    if path in seen:
        return set()
    seen.add(path)
    found = set()
    for kind, name in INCLUDE.findall((root / path).read_text(encoding="utf-8")):
        if kind == "<":
            found |= {name} | BRINGS.get(name, set())
            continue
        for folder in (path.parent, pathlib.Path("engine"), pathlib.Path("."), pathlib.Path("tests")):
            if (root / folder / name).is_file():
                found |= headers_of(root, folder / name, seen)
                break
    return found


def violations(root):
    for path in sorted(file.relative_to(root) for suffix in ("h", "cpp") for file in root.rglob(f"*.{suffix}")):
        if path.parts[0] not in ("app", "docs", "engine", "tests", "ui"):
            continue
        text = COMMENT.sub("", (root / path).read_text(encoding="utf-8"))
        wanted = {header: name for header, names in NAMED.items() if (name := names.search(text))}
        missing = wanted.keys() - headers_of(root, path, set())
        yield from ((path, f"{wanted[header].group()} needs #include <{header}>") for header in sorted(missing))


PLANTED = {
    "engine/base/direct.cpp": "#include <vector>\nstd::vector<int> x;\n",
    "engine/base/own.h": "#include <optional>\n",
    "engine/base/through.cpp": '#include "base/own.h"\nstd::optional<int> x; // std::map\n',
    "engine/base/beside.cpp": '#include "own.h"\n#include "beside.cpp"\nstd::optional<int> x;\n',
    "engine/base/missing.cpp": "#include <map>\nstd::vector<int> x = std::move(y);\n",
    "build/other.cpp": "std::vector<int> x;\n",
}
EXPECTED = ["std::move needs #include <utility>", "std::vector needs #include <vector>"]


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in PLANTED.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        found = list(violations(root))
    good = found == [(pathlib.Path("engine/base/missing.cpp"), reason) for reason in EXPECTED]
    if not good:
        print("found:", *found, sep="\n")
    return good


def main(arguments):
    if arguments == ["--self-test"]:
        return 0 if self_test() else 1
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parents[2]
    found = list(violations(root))
    for path, reason in found:
        print(f"{path}: {reason}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
