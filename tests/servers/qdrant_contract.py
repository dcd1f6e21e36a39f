# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges requests and our own answers by Qdrant's OpenAPI (data/qdrant-openapi.json)."""
import functools
import json
import pathlib

import fastjsonschema

OPENAPI = json.loads((pathlib.Path(__file__).parent / "data" / "qdrant-openapi.json").read_bytes())
NUMBERS = ({int}, {float})
# What Qdrant's own validator finds, after the JSON could be read: 422 instead of 400.
RANGES = ("minimum", "maximum", "minLength", "maxLength", "exclusiveMinimum")


class Mismatch(Exception):
    """A value that the OpenAPI does not allow."""

    def __init__(self, problem):
        super().__init__(problem.message)
        self.out_of_range = problem.rule in RANGES


def plain(schema):
    """OpenAPI 3.0 as JSON Schema: its own word for null, and none of its number formats."""
    if isinstance(schema, list):
        return [plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema == {"nullable": True}:
        return {"type": "null"}
    kept = {key: plain(value) for key, value in schema.items() if key not in ("nullable", "format")}
    if schema.get("nullable") is True and "type" in kept:
        kept["type"] = [kept["type"], "null"]
        if "enum" in kept:
            kept["enum"] = [*kept["enum"], None]
    return kept


COMPONENTS = plain(OPENAPI["components"])


@functools.cache
def compiled(template, method, status):
    """The validator of a request (status None) or of an answer; None where nothing is said."""
    operation = OPENAPI["paths"][template][method.lower()]
    holder = operation.get("requestBody") if status is None else operation["responses"].get(status)
    if not holder:
        return None
    schema = plain(holder["content"]["application/json"]["schema"])
    return fastjsonschema.compile({"components": COMPONENTS, "allOf": [schema]}, use_default=False, use_formats=False)


def thin(value):
    """The same value with long arrays of numbers cut short: vectors are most of a body, and dull."""
    if isinstance(value, dict):
        return {key: thin(part) for key, part in value.items()}
    if isinstance(value, list):
        if len(value) > 8 and set(map(type, value)) in NUMBERS:
            return [value[0], min(value)]  # the smallest may be out of range
        return [thin(part) for part in value]
    return value


def check_request(template, method, value):
    check(compiled(template, method, None), value)


def check_answer(template, method, status, value):
    check(compiled(template, method, "200" if status == 200 else "4XX"), value)


def check(validate, value):
    if validate is None:
        return
    try:
        validate(thin(value))
    except fastjsonschema.JsonSchemaValueException as problem:
        raise Mismatch(problem) from None
