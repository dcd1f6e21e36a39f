// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { seriesOf, SLOWEST } from "../../resources/dashboard/series.js";
import { append, emptyHistory, LIMIT, newest, ofSink, thinned } from "../../resources/dashboard/history.js";

const point = (t, more = {}) => ({
  t, planned_per_s: 10, achieved_per_s: t, delivered_per_s: [t, null], p50_ms: [1, null], p95_ms: [2, null], p99_ms: [t, 5],
  backlog: t, failed_per_s: 0, ...more });
const points = (count) => Array.from({ length: count }, (_, i) => point(i + 1));

test("two hours of seconds stay within the limit and end with the newest", () => {
  const history = emptyHistory();
  for (let t = 1; t <= 7200; ++t) {
    append(history, point(t));
    assert.ok(history.points.length <= LIMIT);
  }
  assert.ok(history.points.length > LIMIT / 2);
  assert.equal(history.points.at(-1).t, 7200);
  assert.ok(history.points.every((one, i) => i === 0 || one.t > history.points[i - 1].t));
});

test("neighbours are merged: rates by their mean, troubles by the worse", () => {
  const [merged, odd] = thinned([point(1), point(3, { failed_per_s: 4 }), point(5)], 2);
  assert.deepEqual(merged, { t: 3, planned_per_s: 10, achieved_per_s: 2, delivered_per_s: [2, null], p50_ms: [1, null],
    p95_ms: [2, null], p99_ms: [3, 5], backlog: 3, failed_per_s: 2 });
  assert.deepEqual(odd, point(5));
});

test("what is within the limit is left alone", () => {
  const all = points(LIMIT);
  assert.equal(thinned(all), all);
  assert.equal(thinned(points(LIMIT + 1)).length, LIMIT / 2 + 1);
  assert.ok(thinned(points(10 * LIMIT)).length <= LIMIT);
});

test("a repeated point replaces itself, an older one is not for this history", () => {
  const history = emptyHistory();
  append(history, point(1));
  append(history, point(2, { backlog: 1 }));
  append(history, point(2, { backlog: 9 }));
  append(history, point(1));
  append(history, null);
  assert.deepEqual(history.points.map((one) => [one.t, one.backlog]), [[1, 1], [2, 9]]);
});

test("a range shows the newest seconds", () => {
  const all = points(100);
  assert.deepEqual(newest(all, 10).map((one) => one.t), [90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  assert.equal(newest(all, 0), all);
  assert.equal(newest(all, 1000).length, 100);
  assert.deepEqual(newest([], 10), []);
});

test("a sink's numbers, or the largest of all sinks", () => {
  assert.deepEqual(ofSink([point(3), point(7)], "p99_ms", -1), [5, 7]);
  assert.deepEqual(ofSink([point(3)], "p50_ms", 1), [null]);
  assert.deepEqual(ofSink([point(3)], "p50_ms", 5), [null]);
  assert.deepEqual(ofSink([point(3, { p50_ms: [null, null] })], "p50_ms", -1), [null]);
});

test("the four charts of a history", () => {
  const sinks = Array.from({ length: 9 }, (_, i) => ({ name: `s${i}` }));
  const { rate, delivered, latency, backlog } = seriesOf([point(3), point(7)], sinks, SLOWEST);
  const values = (series) => Object.fromEntries(series.map((one) => [one.name, one.values]));
  assert.deepEqual(values(rate), { achieved: [3, 7], planned: [10, 10] });
  assert.deepEqual(values(latency), { p99: [5, 7], p95: [2, 2], p50: [1, 1] });
  assert.deepEqual(values(backlog), { waiting: [3, 7], "failed/s": [0, 0] });
  assert.deepEqual(values(delivered.slice(0, 2)), { s0: [3, 7], s1: [null, null] });
  assert.equal(delivered.length, 8);
  const looks = delivered.map(({ colour, dashed }) => `${colour} ${dashed}`);
  assert.equal(new Set(looks).size, looks.length, "each line looks like no other");
});
