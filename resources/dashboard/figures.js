// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the header, the tiles and the tables say of a run, as texts. Pure: see panels.js for the page.

import { ABSENT, count, milliseconds, percent, rate, span, visible, words } from "./format.js";

const NAME = 60; // characters of a foreign name
export const LEVELS = ["DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"];

const sum = (list, key) => list.reduce((total, one) => total + (one[key] ?? 0), 0);

function several(number, noun) {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

const STATES = {
  idle: { word: "Idle", icon: "○", mood: "wait" },
  connecting: { word: "Connecting", icon: "○", mood: "wait" },
  preparing: { word: "Preparing", icon: "○", mood: "wait" },
  running: { word: "Running", icon: "●", mood: "good" },
  paused: { word: "Paused", icon: "Ⅱ", mood: "warn" },
  stopping: { word: "Stopping", icon: "■", mood: "wait" },
  finished: { word: "Finished", icon: "■", mood: "wait" },
};
const RESULTS = {
  passed: { word: "Finished: passed", icon: "✓", mood: "good" },
  missed: { word: "Finished: missed targets", icon: "✕", mood: "bad" },
  stopped: { word: "Finished: stopped by you", icon: "■", mood: "wait" },
  failed: { word: "Finished: failed", icon: "✕", mood: "bad" },
};

// The state as a word, an icon and a colour's name.
export function stateOf(state, result) {
  if (state === "finished" && RESULTS[result]) return RESULTS[result];
  return STATES[state] ?? { word: visible(state, NAME), icon: "●", mood: "wait" };
}

// The sink with the most of `key`, when it has any.
function worst(sinks, key) {
  const most = sinks.reduce((a, b) => ((b[key] ?? 0) > (a?.[key] ?? 0) ? b : a), null);
  return most?.[key] > 0 ? most : null;
}

const mutedOf = (sink) => sink.dropped_by?.muted ?? 0;

// What was dropped against the user's wish: not what was kept from a muted sink.
export const lostOf = (sink) => sink.dropped - mutedOf(sink);

// The tile of what was dropped: who lost most and why, or else who was muted.
function droppedTile(sinks) {
  const losing = worst(sinks.map((sink) => ({ ...sink, lost: lostOf(sink) })), "lost");
  const reasons = losing ? Object.entries(losing.dropped_by ?? {}).filter(([reason]) => reason !== "muted") : [["muted", 1]];
  return { label: "Dropped", value: count(sum(sinks, "dropped")), mood: losing ? "warn" : "",
    note: because(losing ?? worst(sinks, "dropped"), reasons) };
}

function mostCommon(counts) {
  const [reason, number] = counts.reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
  return number > 0 ? words(reason) : "";
}

function because(sink, counts) {
  if (!sink) return "none";
  const reason = mostCommon(counts);
  return reason ? `${visible(sink.name, NAME)}, ${reason}` : visible(sink.name, NAME);
}

function plannedNote(status) {
  if (status.closed_loop) return "closed loop: as fast as the sinks accept";
  const parts = [];
  if (status.services.length) parts.push(several(status.services.length, "service"));
  if (status.pools.length) parts.push(several(status.pools.length, "pool"));
  if (status.factor !== 1) parts.push(`× ${rate(status.factor)}`);
  return parts.join(" · ");
}

function deliveredNote(sinks) {
  const lost = sinks.filter((sink) => sink.state === "lost").length;
  const unconfirmed = sum(sinks, "unconfirmed");
  const parts = [lost ? `${count(sinks.length - lost)} of ${several(sinks.length, "sink")}` : several(sinks.length, "sink")];
  if (unconfirmed) parts.push(`${count(unconfirmed)} unconfirmed`);
  return parts.join(" · ");
}

function backlogNote(status) {
  const perSecond = status.achieved_per_s * status.sinks.length;
  return status.backlog > 0 && perSecond > 0 ? `${span(status.backlog / perSecond)} of traffic` : "in all sinks";
}

// {label, value, unit, note, mood}: the seven tiles.
export function tilesOf(status) {
  const { sinks } = status;
  const rejecting = worst(sinks, "rejected");
  const ofPlan = status.achieved_percent;
  const skipped = status.skipped_late ? ` · ${count(status.skipped_late)} skipped late` : "";
  const behind = ofPlan !== null && ofPlan < 99 && !status.closed_loop;
  return [
    { label: "Planned", value: rate(status.planned_per_s), unit: "/s", note: plannedNote(status) },
    { label: "Achieved", value: rate(status.achieved_per_s), unit: "/s",
      note: ofPlan === null ? "not measured yet" : `${percent(ofPlan)} of plan${skipped}`, mood: behind ? "warn" : "" },
    { label: "Delivered", value: count(status.delivered), note: deliveredNote(sinks) },
    { label: "Rejected", value: count(sum(sinks, "rejected")), mood: rejecting ? "bad" : "",
      note: because(rejecting, (rejecting?.errors ?? []).map((one) => [one.reason, one.count])) },
    droppedTile(sinks),
    { label: "Backlog", value: count(status.backlog), note: backlogNote(status) },
    { label: "Lateness p99", value: milliseconds(status.lateness_ms?.p99),
      note: `max ${milliseconds(status.lateness_ms?.max)}` },
  ];
}

const FALLING_BEHIND = 10; // seconds of traffic that wait for a sink

// How a sink fares: its state, unless it runs and is not well.
export function conditionOf(sink, before, achieved) {
  if (sink.state === "opening") return { word: sink.step ? visible(sink.step, NAME) : "opening", icon: "○", mood: "wait" };
  if (sink.state === "lost") return { word: "lost", icon: "✕", mood: "bad" };
  if (sink.state === "finished") return { word: "finished", icon: "■", mood: "wait" };
  if (sink.state !== "running") return { word: visible(sink.state, NAME), icon: "●", mood: "wait" };
  if (before && lostOf(sink) > lostOf(before)) return { word: "dropping", icon: "▲", mood: "warn" };
  if (before && sink.rejected > before.rejected) return { word: "rejecting", icon: "▲", mood: "bad" };
  if (before && mutedOf(sink) > mutedOf(before)) return { word: "muted", icon: "○", mood: "wait" };
  if (sink.in_flight > FALLING_BEHIND * achieved && achieved > 0) return { word: "slow", icon: "▲", mood: "warn" };
  return { word: "ok", icon: "●", mood: "good" };
}

// Why most of a sink's failures failed, and how many; empty when none did.
export function troubleOf({ errors }) {
  const most = errors.reduce((a, b) => (b.count > (a?.count ?? 0) ? b : a), null);
  return most ? `${visible(most.reason, 200)} (${count(most.count)})` : "";
}

// Shares of the levels in their order, in per cent of their sum: [[level, share]].
export function sharesOf(levels) {
  const known = LEVELS.map((level) => [level, levels?.[level] ?? 0]).filter(([, share]) => share > 0);
  const total = known.reduce((all, [, share]) => all + share, 0);
  return known.map(([level, share]) => [level, (100 * share) / total]);
}

// Services and pools as one list; `all` counts those that were left out beyond `limit`.
export function sourcesOf(status, profile, limit = 100) {
  const levelsOf = (list, key, name) => list?.find((one) => one[key] === name)?.levels;
  const rowOf = (one) => ({
    ...one,
    ...("prefix" in one
      ? { name: one.prefix, many: one.emitters, levels: levelsOf(profile.pools, "prefix", one.prefix) }
      : { levels: levelsOf(profile.services, "name", one.name) }),
  });
  const sources = [...status.services, ...status.pools];
  if (sources.length > limit) sources.sort((a, b) => b.emitted - a.emitted);
  return { all: sources.length, sources: sources.slice(0, limit).map(rowOf) };
}

// The value of a target, exact enough not to contradict its verdict: 94.9999 is not shown as 95 beside `>= 95%`.
export function targetValue({ expr, value }) {
  if (!Number.isFinite(value)) return ABSENT;
  const bound = Number(/(\d+(?:\.\d+)?)\D*$/.exec(expr)?.[1]);
  let shown = value;
  for (let decimals = 2; decimals < 9; ++decimals) {
    shown = Number(value.toFixed(decimals));
    if (shown === value || (shown !== bound && shown !== 0)) break;
  }
  return expr.includes("%") ? `${shown}\u202f%` : String(shown);
}
