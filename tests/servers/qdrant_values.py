# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Qdrant's REST values as the engine's, and back. What the engine cannot take raises ValueError."""
import functools
import uuid

import qdrant_edge as edge

PAYLOAD_TYPES = {name.lower(): getattr(edge.PayloadSchemaType, name) for name in
                 ("Keyword", "Integer", "Float", "Geo", "Text", "Bool", "Datetime", "Uuid")}


@functools.cache
def bm25():
    return edge.Bm25()


def vector(value, embed):
    """One named vector; embed makes a sparse one of a text (a document's or a query's)."""
    if isinstance(value, dict):
        if "indices" in value:
            return edge.SparseVector(value["indices"], value["values"])
        if value.get("model", "").lower() == "qdrant/bm25":
            return embed(value["text"])
        raise ValueError("only qdrant/bm25 is computed here")
    return value


def point(value):
    vectors = value["vector"]
    if isinstance(vectors, dict):
        vectors = {name: vector(one, bm25().embed_document) for name, one in vectors.items()}
    return edge.Point(value["id"], vectors, value.get("payload"))


def sparse_problem(value):
    """What is wrong with a sparse vector, in Qdrant's words; None when it is sound."""
    if not isinstance(value, dict) or "indices" not in value:
        return None
    if len(value["indices"]) != len(value["values"]):
        return "values: Validation error: must be the same length as indices [{}]"
    if len(set(value["indices"])) != len(value["indices"]):
        return "indices: Validation error: must be unique [{}]"
    return None


def condition(value):
    if "must" in value or "should" in value or "must_not" in value or "min_should" in value:
        return filtered(value)
    if "has_id" in value:
        return edge.HasIdCondition(set(value["has_id"]))
    if "has_vector" in value:
        return edge.HasVectorCondition(value["has_vector"])
    if "is_empty" in value and isinstance(value["is_empty"], dict):
        return edge.IsEmptyCondition(value["is_empty"]["key"])
    if "is_null" in value and isinstance(value["is_null"], dict):
        return edge.IsNullCondition(value["is_null"]["key"])
    if "key" not in value or not set(value) <= {"key", "match", "range", "is_empty", "is_null"}:
        raise ValueError(f"this condition is not served here: {value}")
    parts = {name: value[name] for name in ("is_empty", "is_null") if value.get(name) is not None}
    if value.get("match"):
        parts["match"] = match(value["match"])
    if value.get("range"):
        borders = value["range"]
        kind = edge.RangeDateTime if any(isinstance(part, str) for part in borders.values()) else edge.RangeFloat
        parts["range"] = kind(**borders)
    return edge.FieldCondition(value["key"], **parts)


def match(value):
    kinds = {"value": edge.MatchValue, "text": edge.MatchText, "text_any": edge.MatchTextAny, "any": edge.MatchAny,
             "phrase": edge.MatchPhrase, "except": edge.MatchExcept}
    for name, kind in kinds.items():
        if name in value:
            return kind(value[name])
    raise ValueError(f"this match is not served here: {value}")


def filtered(value):
    """A filter; None when there is none."""
    if not value:
        return None

    def conditions(name):
        part = value.get(name)
        return [condition(one) for one in (part if isinstance(part, list) else [part])] if part else None

    least = value.get("min_should")
    return edge.Filter(
        must=conditions("must"), should=conditions("should"), must_not=conditions("must_not"),
        min_should=edge.MinShould([condition(one) for one in least["conditions"]], least["min_count"])
        if least else None)


def with_payload(value, fallback):
    if value is None:
        return fallback
    if isinstance(value, dict):
        if "include" in value:
            return edge.PayloadSelector.Include(value["include"])
        return edge.PayloadSelector.Exclude(value["exclude"])
    return value


def search_params(value):
    if not value:
        return None
    return edge.SearchParams(hnsw_ef=value.get("hnsw_ef"), exact=bool(value.get("exact")))


def point_id(value):
    return str(value) if isinstance(value, uuid.UUID) else value


def vectors_out(value):
    if isinstance(value, dict):
        return {name: vectors_out(one) for name, one in value.items()}
    if isinstance(value, edge.SparseVector):
        return {"indices": value.indices, "values": value.values}
    return value


def record(found):
    """A retrieved or scored point as JSON."""
    out = {"id": point_id(found.id), "payload": found.payload}
    if found.vector is not None:
        out["vector"] = vectors_out(found.vector)
    if isinstance(found, edge.ScoredPoint):
        out |= {"version": found.version, "score": found.score}
    if found.order_value is not None:
        out["order_value"] = found.order_value
    return out
