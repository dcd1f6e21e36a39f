// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalOf, tokenOf, waitBefore } from "../../resources/dashboard/connection.js";
import * as figures from "../../resources/dashboard/figures.js";
import { matches } from "../../resources/dashboard/tail.js";

const sink = (name, more = {}) => ({ name, state: "running", delivered: 0, rejected: 0, dropped: 0, dropped_by: {}, unconfirmed: 0,
  in_flight: 0, errors: [], ...more });
const status = (more = {}) => ({ planned_per_s: 100, achieved_per_s: 99, achieved_percent: 99.5, factor: 1, closed_loop: false,
  backlog: 0, delivered: 10, skipped_late: 0, services: [{}], pools: [], sinks: [sink("file")], lateness_ms: { p99: 1, max: 2 },
  ...more });
const tile = (label, more) => {
  const { value, note, mood } = figures.tilesOf(status(more)).find((one) => one.label === label);
  return [value, note.replaceAll("\u202f", " "), mood ?? ""];
};

test("states and results are words, icons and moods", () => {
  assert.equal(figures.stateOf("running").word, "Running");
  assert.equal(figures.stateOf("finished").word, "Finished");
  assert.deepEqual(figures.stateOf("finished", "missed"), { word: "Finished: missed targets", icon: "✕", mood: "bad" });
  assert.equal(figures.stateOf("running", "passed").word, "Running");
  assert.equal(figures.stateOf("\u202enew").word, "⟨U+202E⟩new");
});

test("tiles tell the cause of what went wrong", () => {
  assert.deepEqual(tile("Achieved"), ["99.0", "99.5 % of plan", ""]);
  assert.deepEqual(tile("Achieved", { achieved_percent: 94, skipped_late: 7 }), ["99.0", "94 % of plan · 7 skipped late", "warn"]);
  assert.deepEqual(tile("Achieved", { achieved_per_s: null, achieved_percent: null }), ["–", "not measured yet", ""]);
  assert.deepEqual(tile("Planned", { factor: 1.5, pools: [{}, {}] }), ["100.0", "1 service · 2 pools · × 1.50", ""]);
  assert.deepEqual(tile("Planned", { planned_per_s: null, closed_loop: true }), ["–", "closed loop: as fast as the sinks accept", ""]);
  const sinks = [sink("a", { dropped: 3, dropped_by: { deadline: 3 }, state: "lost", unconfirmed: 2 }),
    sink("b", { dropped: 9, dropped_by: { queue_full: 8, shutdown: 1 }, rejected: 1, errors: [{ reason: "422", count: 1 }] })];
  assert.deepEqual(tile("Dropped", { sinks }), ["12", "b, queue full", "warn"]);
  const muted = sink("c", { dropped: 80, dropped_by: { muted: 80 } });
  assert.deepEqual(tile("Dropped", { sinks: [muted] }), ["80", "c, muted", ""]);
  assert.deepEqual(tile("Dropped", { sinks: [muted, ...sinks] }), ["92", "b, queue full", "warn"]);
  assert.deepEqual(tile("Dropped"), ["0", "none", ""]);
  assert.deepEqual(tile("Rejected", { sinks }), ["1", "b, 422", "bad"]);
  assert.deepEqual(tile("Rejected"), ["0", "none", ""]);
  assert.deepEqual(tile("Delivered", { sinks }), ["10", "1 of 2 sinks · 2 unconfirmed", ""]);
  assert.deepEqual(tile("Backlog", { backlog: 500 }), ["500", "5.1 s of traffic", ""]);
});

test("a sink that runs is ok only while it keeps up", () => {
  const word = (more, before) => figures.conditionOf(sink("s", more), before, 100).word;
  assert.equal(word({}), "ok");
  assert.equal(word({ in_flight: 1000 }), "ok");
  assert.equal(word({ in_flight: 1001 }), "slow");
  assert.equal(word({ dropped: 5 }, sink("s", { dropped: 5 })), "ok");
  assert.equal(word({ dropped: 6 }, sink("s", { dropped: 5 })), "dropping");
  assert.equal(word({ dropped: 6, dropped_by: { muted: 6 } }, sink("s")), "muted");
  assert.equal(word({ dropped: 6, dropped_by: { muted: 5 } }, sink("s")), "dropping");
  assert.equal(word({ rejected: 1 }, sink("s")), "rejecting");
  assert.equal(word({ state: "opening", step: "building index" }), "building index");
  assert.equal(word({ state: "lost", in_flight: 9e9 }), "lost");
});

test("trouble is the most common error", () => {
  assert.equal(figures.troubleOf(sink("s")), "");
  assert.equal(figures.troubleOf(sink("s", { errors: [{ reason: "a", count: 1 }, { reason: "b", count: 2 }] })), "b (2)");
});

test("shares of levels add up to all", () => {
  assert.deepEqual(figures.sharesOf({ INFO: 3, ERROR: 1, DEBUG: 0 }), [["INFO", 75], ["ERROR", 25]]);
  assert.deepEqual(figures.sharesOf(undefined), []);
});

test("services and pools are one list, the busiest of many", () => {
  const profile = { services: [{ name: "web", levels: { INFO: 100 } }], pools: [{ prefix: "w", levels: { WARN: 1 } }] };
  const run = { services: [{ name: "web", emitted: 1 }], pools: [{ prefix: "w", emitters: 5, emitted: 9 }] };
  const { all, sources } = figures.sourcesOf(run, profile);
  assert.equal(all, 2);
  assert.deepEqual(sources.map(({ name, many, levels }) => [name, many, levels]), [["web", undefined, { INFO: 100 }], ["w", 5, { WARN: 1 }]]);
  assert.deepEqual(figures.sourcesOf(run, profile, 1).sources.map(({ name }) => name), ["w"]);
});

test("of many services only those that are shown are looked up", () => {
  const services = Array.from({ length: 1000 }, (_, i) => ({ name: `s${i}`, emitted: i, levels: { INFO: i } }));
  let looks = 0;
  services.find = (...wanted) => (looks += 1, Array.prototype.find.apply(services, wanted));
  const { all, sources } = figures.sourcesOf({ services: [...services], pools: [] }, { services }, 10);
  assert.equal(all, 1000);
  assert.deepEqual(sources.map(({ name, levels }) => [name, levels.INFO]).at(-1), ["s990", 990]);
  assert.equal(looks, 10);
});

test("a target's value does not contradict its verdict", () => {
  const shown = (expr, value) => figures.targetValue({ expr, value }).replaceAll("\u202f", " ");
  assert.equal(shown("achieved >= 95%", 99.923), "99.92 %");
  assert.equal(shown("achieved >= 95%", 94.99999), "94.99999 %");
  assert.equal(shown("achieved >= 95%", 95), "95 %");
  assert.equal(shown("errors < 1%", 0.00004), "0.00004 %");
  assert.equal(shown("dropped < 1000", 1204), "1204");
  assert.equal(shown("rate > 5", null), "–");
});

test("the tail's filter", () => {
  const entry = { level: "WARN", service: "web-app-17", message: "Token cache: Evicting" };
  const passes = (filter) => matches(entry, { level: "", service: "", text: "", ...filter });
  assert.ok(passes({}) && passes({ level: "INFO" }) && passes({ level: "WARN" }) && passes({ text: "evict" }) && passes({ text: "APP-17" }));
  assert.ok(!passes({ level: "ERROR" }) && !passes({ service: "web" }) && !passes({ text: "absent" }));
});

test("reconnecting waits longer each time, up to ten seconds, and never in step", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 50].map((attempt) => waitBefore(attempt, 1)), [500, 1000, 2000, 4000, 8000, 10000, 10000]);
  assert.equal(waitBefore(1, 0), 500);
});

test("a refused reader is told why", () => {
  assert.match(refusalOf(401), /token/);
  assert.equal(refusalOf(403), refusalOf(401));
  assert.match(refusalOf(503), /readers/);
  assert.deepEqual([426, 500, undefined].map(refusalOf), ["", "", ""]);
});

test("the token comes from the fragment", () => {
  assert.equal(tokenOf("#token=0123abcd"), "0123abcd");
  assert.equal(tokenOf("#tail"), "");
  assert.equal(tokenOf(""), "");
});
