# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""POST /v1/embeddings as OpenAI has it, over embeddings_model: embeddings_service.py PORT."""
import base64
import os
import sys
import threading

import orjson

import embeddings_model
import face

MOST_INPUTS = 2048
KNOWN_FIELDS = {"model", "input", "encoding_format", "dimensions", "user"}


class Refused(Exception):
    """An error with its HTTP status and OpenAI's words for it."""

    def __init__(self, status, message, param=None, code=None):
        super().__init__(message)
        self.status, self.param, self.code = status, param, code


def checked(body):
    """(texts, whether base64 is wanted) of a sound request."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError as problem:
        raise Refused(400, f"We could not parse the JSON body of your request: {problem}") from None
    if not isinstance(said, dict):
        raise Refused(400, "The body must be a JSON object.")
    if unknown := sorted(set(said) - KNOWN_FIELDS):
        raise Refused(400, f"Unrecognized request argument supplied: {unknown[0]}", unknown[0])
    if said.get("model") != embeddings_model.NAME:
        raise Refused(404, f"The model `{said.get('model')}` does not exist.", "model", "model_not_found")
    if said.get("dimensions", embeddings_model.DIMENSIONS) != embeddings_model.DIMENSIONS:
        raise Refused(400, "This model does not support specifying dimensions.", "dimensions")
    encoding = said.get("encoding_format", "float")
    if encoding not in ("float", "base64"):
        raise Refused(400, f"'{encoding}' is not one of ['float', 'base64'] - 'encoding_format'", "encoding_format")
    given = said.get("input")
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not texts or not all(isinstance(one, str) and one for one in texts):
        raise Refused(400, "'$.input' is invalid: a text or an array of texts, none of them empty.", "input")
    if len(texts) > MOST_INPUTS:
        raise Refused(400, f"'$.input' is too long: at most {MOST_INPUTS} texts, not {len(texts)}.", "input")
    return texts, encoding == "base64"


class Service:
    def __init__(self):
        self.model, self.lock = embeddings_model.Model(), threading.Lock()
        self.key = os.environ.get("EMBEDDINGS_API_KEY")

    def answer(self, request):
        try:
            return face.Answer(200, self.result(request))
        except Refused as problem:
            kind = "invalid_request_error"
            return face.Answer(problem.status, {"error": {
                "message": str(problem), "type": kind, "param": problem.param, "code": problem.code}})

    def result(self, request):
        if request.parts == ["health"]:
            return {"status": "ok"}
        if self.key and request.headers.get("Authorization") != f"Bearer {self.key}":
            raise Refused(401, "Incorrect API key provided.", code="invalid_api_key")
        match request.method, request.parts:
            case "GET", ["v1", "models"]:
                return {"object": "list", "data": [
                    {"id": embeddings_model.NAME, "object": "model", "created": 0, "owned_by": "tests"}]}
            case "POST", ["v1", "embeddings"]:
                return self.embeddings(request.body)
        raise Refused(404, f"Invalid URL ({request.method} /{'/'.join(request.parts)})")

    def embeddings(self, body):
        texts, as_base64 = checked(body)
        with self.lock:
            vectors, tokens = self.model.embed(texts)
        # Little-endian float32, on every machine.
        shown = [base64.b64encode(row.tobytes()).decode() for row in vectors.astype("<f4")] if as_base64 \
            else vectors.tolist()
        return {"object": "list", "model": embeddings_model.NAME,
                "data": [{"object": "embedding", "index": at, "embedding": one} for at, one in enumerate(shown)],
                "usage": {"prompt_tokens": tokens, "total_tokens": tokens}}


if __name__ == "__main__":
    face.serve(int(sys.argv[1]), Service().answer)
