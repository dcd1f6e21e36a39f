// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The points that the charts are drawn from: at most LIMIT, however long the run is. Pure.

export const LIMIT = 600;

export function emptyHistory() {
  return { interval_s: 1, points: [] };
}

const known = (values) => values.filter(Number.isFinite);

function mean(...values) {
  const measured = known(values);
  return measured.length ? measured.reduce((sum, value) => sum + value, 0) / measured.length : null;
}

function largest(...values) {
  const measured = known(values);
  return measured.length ? Math.max(...measured) : null;
}

function eachSink(combine, a = [], b = []) {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => combine(a[i], b[i]));
}

// Two neighbours as one: rates are averaged, of what hurts the worse is kept.
function merged(a, b) {
  return {
    t: b.t,
    planned_per_s: mean(a.planned_per_s, b.planned_per_s),
    achieved_per_s: mean(a.achieved_per_s, b.achieved_per_s),
    delivered_per_s: eachSink(mean, a.delivered_per_s, b.delivered_per_s),
    p50_ms: eachSink(largest, a.p50_ms, b.p50_ms),
    p95_ms: eachSink(largest, a.p95_ms, b.p95_ms),
    p99_ms: eachSink(largest, a.p99_ms, b.p99_ms),
    backlog: largest(a.backlog, b.backlog),
    failed_per_s: mean(a.failed_per_s, b.failed_per_s),
  };
}

// The same history in at most `limit` points.
export function thinned(points, limit = LIMIT) {
  let few = points;
  while (few.length > limit) {
    const half = [];
    for (let i = 0; i < few.length; i += 2) {
      half.push(i + 1 < few.length ? merged(few[i], few[i + 1]) : few[i]);
    }
    few = half;
  }
  return few;
}

// Adds the newest point in place. The server repeats a point while its interval lasts.
export function append(history, point) {
  const { points } = history;
  const last = points.at(-1);
  if (!point || (last && point.t < last.t)) return;
  if (last && point.t === last.t) points.pop();
  points.push(point);
  if (points.length > LIMIT) {
    history.points = thinned(points);
    history.interval_s *= 2;
  }
}

// The points of the last `seconds`; all of them when it is 0.
export function newest(points, seconds) {
  if (!seconds || !points.length) return points;
  const from = points.at(-1).t - seconds;
  return points.slice(points.findIndex((point) => point.t >= from));
}

// One number per point from its per-sink list: of one sink, or the largest of all (sink = -1).
export function ofSink(points, key, sink) {
  return points.map((point) => {
    const values = point[key] ?? [];
    return sink < 0 ? largest(...values) : (values[sink] ?? null);
  });
}
