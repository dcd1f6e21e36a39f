// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, timeMarks, valueScale } from "../../resources/dashboard/scale.js";

test("an axis ends at a round number above all values", () => {
  for (const largest of [1e-6, 0.3, 1, 7, 99.9, 100, 101, 1220, 48210, 1e9]) {
    const { top, step } = valueScale(largest);
    assert.ok(top >= largest * 0.999 && top <= largest * 2, `${largest}: ${top}`);
    const steps = Math.round(top / step);
    assert.ok(steps >= 2 && steps <= 5, `${largest}: ${steps} steps`);
    assert.ok([1, 2, 2.5, 5].includes(Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toPrecision(3))), `${step}`);
  }
});

test("an axis of nothing is still an axis", () => {
  for (const nothing of [0, -1, NaN, Infinity, undefined]) assert.deepEqual(valueScale(nothing), { top: 1, step: 0.25 });
});

test("time has marks that people count in", () => {
  assert.deepEqual(timeMarks(5), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(timeMarks(300), [0, 60, 120, 180, 240, 300]);
  assert.deepEqual(timeMarks(7200, 4), [0, 1800, 3600, 5400, 7200]);
  assert.deepEqual(timeMarks(0), [0]);
  assert.ok(timeMarks(30 * 86400).length <= 7);
});

test("the nearest of ascending values", () => {
  const values = [1, 2, 4, 8];
  for (const [wanted, at] of [[-5, 0], [1.4, 0], [1.6, 1], [3, 1], [3.1, 2], [7, 3], [99, 3]]) {
    assert.equal(nearest(values, wanted), at, `${wanted}`);
  }
  assert.equal(nearest([], 1), -1);
});
