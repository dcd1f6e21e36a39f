// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Header, tiles, tables and messages on the page.

import * as figures from "./figures.js";
import * as format from "./format.js";
import { element, fillRows, setClass, setText } from "./dom.js";

const byId = (id) => document.getElementById(id);
const NAME = 80; // characters

export function showState(state, result, step) {
  const { word, icon, mood } = figures.stateOf(state, result);
  const pill = byId("state");
  setClass(pill, `pill ${mood}`);
  setText(pill.querySelector(".icon"), icon);
  setText(pill.querySelector(".word"), step ? `${word}: ${format.visible(step, NAME)}` : word);
}

export function showRun(run, profile) {
  const name = format.visible(profile.name, NAME);
  setText(byId("profile"), name);
  const parts = [`seed ${run.seed}`, `run ${format.visible(run.id, 40)}`];
  if (run.started) parts.push(`started ${format.visible(run.started, 40).replace("T", " ").replace(/\.\d+Z$/, "Z")}`);
  setText(byId("identity"), parts.join(" · "));
}

export function showTime({ elapsed_s, duration_s }) {
  const total = duration_s > 0 ? ` / ${format.clock(duration_s)}` : "";
  setText(byId("time"), format.clock(elapsed_s) + total);
}

export function showTiles(status) {
  const list = byId("tiles");
  figures.tilesOf(status).forEach((tile, i) => {
    const card = list.children[i]
      ?? list.appendChild(element("div", "card tile", element("dt"), element("dd"), element("dd", "soft note")));
    const [label, value, note] = card.children;
    setText(label, tile.label);
    setText(value, tile.unit && tile.value !== format.ABSENT ? `${tile.value}\u202f${tile.unit}` : tile.value);
    setClass(value, tile.mood ?? "");
    setText(note, tile.note);
  });
}

function withIcon({ word, icon, mood }) {
  const mark = element("span", "icon", icon);
  mark.setAttribute("aria-hidden", "true");
  return element("span", `condition ${mood}`, mark, ` ${word}`);
}

function nameCell(name, detail = "", trouble = "") {
  const parts = [[format.visible(name, NAME), ""], [detail, "soft detail"], [trouble, "bad detail"]];
  return element("span", "named", ...parts.filter(([text]) => text).map(([text, className]) => {
    const part = element("bdi", className, text);
    part.title = text; // the column may be too narrow for it
    return part;
  }));
}

const numeric = (text, mood = "") => ({ text, className: mood ? `n ${mood}` : "n" });

export function showSinks(status, before) {
  fillRows(byId("sinks"), status.sinks.map((sink, i) => [
    nameCell(sink.name,
      [sink.strength, sink.target].filter(Boolean).map((text) => format.visible(text, NAME)).join(" · "),
      figures.troubleOf(sink)),
    withIcon(figures.conditionOf(sink, before?.sinks[i], status.achieved_per_s)),
    numeric(format.count(sink.delivered)),
    numeric(format.rate(sink.delivered_per_s)),
    numeric(format.count(sink.rejected), sink.rejected > 0 ? "bad" : ""),
    numeric(format.count(sink.dropped), figures.lostOf(sink) > 0 ? "warn" : ""),
    numeric(format.count(sink.in_flight)),
    numeric(format.milliseconds(sink.latency_ms?.p95)),
    numeric(format.milliseconds(sink.latency_ms?.p99)),
  ]));
}

const bars = new WeakMap(); // by the levels of a profile, which do not change

function levelBar(levels) {
  if (!levels) return element("span");
  if (!bars.has(levels)) bars.set(levels, newLevelBar(levels));
  return bars.get(levels);
}

function newLevelBar(levels) {
  const shares = figures.sharesOf(levels);
  const bar = element("span", "levels", ...shares.map(([level, share]) => {
    const part = element("span", level);
    part.style.width = `${share}%`;
    return part;
  }));
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", shares.map(([level, share]) => `${level} ${format.percent(share)}`).join(", "));
  return bar;
}

export function showSources(status, profile) {
  const { all, sources } = figures.sourcesOf(status, profile);
  fillRows(byId("sources"), sources.map((source) => [
    nameCell(source.many ? `${source.name} × ${format.count(source.many)}` : source.name,
      "", source.errors ? `${format.count(source.errors)} errors` : ""),
    numeric(format.rate(source.planned_now_per_s)),
    numeric(format.rate(source.achieved_per_s)),
    numeric(format.count(source.emitted)),
    levelBar(source.levels),
  ]));
  const more = byId("more-sources");
  more.hidden = all === sources.length;
  setText(more, `The busiest ${format.count(sources.length)} of ${format.count(all)}.`);
}

export function nameLevels() {
  byId("levels").append(...figures.LEVELS.map((level) => element("li", "", element("i", level), level)));
}

export function showTargets(targets) {
  byId("targets-card").hidden = !targets.length;
  fillRows(byId("targets"), targets.map((target) => [
    nameCell(target.expr),
    numeric(figures.targetValue(target)),
    withIcon(target.passed ? { word: "pass", icon: "✓", mood: "good" } : { word: "FAIL", icon: "✕", mood: "bad" }),
  ]));
}

export function showMessages(messages) {
  byId("messages-card").hidden = !messages.length;
  const list = byId("messages");
  const items = messages.map(({ severity, text, remedy }) => {
    const word = format.words(severity);
    const mood = severity === "error" ? "bad" : severity === "warning" ? "warn" : "soft";
    const item = element("li", "", element("span", `severity ${mood}`, word), " ",
      element("bdi", "", format.visible(text, 500)));
    if (remedy) item.append(" ", element("bdi", "soft", format.visible(remedy, 500)));
    return item;
  });
  const same = items.length === list.children.length
    && items.every((item, i) => item.isEqualNode(list.children[i]));
  if (!same) list.replaceChildren(...items);
}
