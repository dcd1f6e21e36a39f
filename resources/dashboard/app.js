// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page: hears what emitter says (docs/dashboard-protocol.md) and shows it.

import { Chart, Crosshair } from "./charts.js";
import { Connection, refusalOf, tokenOf } from "./connection.js";
import { element, setText } from "./dom.js";
import * as format from "./format.js";
import { append, emptyHistory, newest, thinned } from "./history.js";
import * as panels from "./panels.js";
import { CHARTS, seriesOf, SLOWEST } from "./series.js";
import { Tail } from "./tail.js";

const byId = (id) => document.getElementById(id);
const STALE = 3; // seconds without data after which the age is a warning

class Page {
  #run = null;
  #profile = { services: [], pools: [], sinks: [] };
  #history = emptyHistory();
  #status = null;
  #before = null;
  #awaiting = false;
  #state = "connecting";
  #result = "";
  #heardAt = null;
  #range = 0;
  #sink = SLOWEST;
  #refusal = "";
  #token = tokenOf(location.hash);
  #tail = new Tail();
  #charts = {};
  #connection = new Connection({
    url: new URL("ws", location.href.replace(/^http/, "ws").replace(/[?#].*/, "")).href,
    token: this.#token,
    heard: (message) => this.#hear(message),
    changed: (isOpen, wasGreeted) => this.#follow(isOpen, wasGreeted),
  });

  constructor() {
    this.#makeCharts();
    panels.nameLevels();
    byId("range").addEventListener("change", (event) => {
      this.#range = Number(event.target.value);
      this.#showCharts();
    });
    byId("report").addEventListener("click", (event) => this.#saveReport(event));
    addEventListener("hashchange", () => tokenOf(location.hash) === this.#token || location.reload());
    setInterval(() => this.#showAge(), 1000);
    this.#connection.open();
  }

  #makeCharts() {
    const crosshair = new Crosshair();
    for (const [name, kind] of Object.entries(CHARTS)) {
      this.#charts[name] = new Chart(kind, crosshair);
      byId("charts").append(this.#charts[name].root);
    }
    this.#charts.latency.root.querySelector("select").addEventListener("change", (event) => {
      this.#sink = Number(event.target.value);
      this.#showCharts();
    });
  }

  #hear(message) {
    const heard = {
      hello: () => this.#greet(message),
      snapshot: () => this.#replace(message),
      tick: () => this.#tick(message),
      log: () => this.#tail.add(message),
      state: () => this.#enter(message.state, message.result, message.step),
    }[message.type];
    heard?.();
  }

  #greet({ run }) {
    if (run.id !== this.#run?.id) this.#tail.clear();
    this.#run = run;
    this.#result = "";
    this.#enter(run.state, run.result);
    if (run.state === "finished" && !run.result) this.#askResult();
  }

  #replace({ profile, history, status }) {
    this.#profile = profile;
    this.#history = { interval_s: history.interval_s, points: thinned(history.points) };
    this.#status = null;
    this.#offerSinks();
    if (this.#run?.id) this.#showStatus(status);
  }

  #tick({ status, point }) {
    append(this.#history, point);
    this.#showStatus(status);
  }

  #showStatus(status) {
    this.#heardAt = performance.now();
    this.#before = this.#status;
    this.#status = status;
    if (status.state !== this.#state) this.#enter(status.state, this.#result);
    this.#renderSoon();
  }

  // Once a frame, however many messages come; never while the page is hidden.
  #renderSoon() {
    if (this.#awaiting) return;
    this.#awaiting = true;
    requestAnimationFrame(() => {
      this.#awaiting = false;
      if (this.#status) this.#render();
    });
  }

  #render() {
    const status = this.#status;
    byId("waiting").hidden = true;
    byId("run").hidden = false;
    this.#nameTab();
    panels.showRun(this.#run, this.#profile);
    panels.showTime(status);
    panels.showTiles(status);
    panels.showSinks(status, this.#before);
    panels.showSources(status, this.#profile);
    panels.showTargets(status.targets);
    panels.showMessages(status.messages);
    this.#showAge();
    this.#showCharts();
  }

  #enter(state, result, step) {
    this.#state = state;
    if (result) this.#result = result;
    if (state === "finished") this.#connection.mayFallSilent();
    else this.#result = "";
    panels.showState(state, this.#result, step);
    byId("report").hidden = state === "connecting" || state === "preparing";
    this.#nameTab();
  }

  #nameTab() {
    const word = byId("state").querySelector(".word").textContent;
    document.title = `${word} · ${format.visible(this.#profile.name ?? "", 80)} · emitter`;
  }

  // The answer, good or not; null when there is none. The strip on the page says when emitter has gone.
  #request(path) {
    const headers = this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
    return fetch(path, { headers }).catch(() => null);
  }

  async #fetch(path) {
    const answer = await this.#request(path);
    return answer?.ok ? answer : null;
  }

  // A page that was opened after the end has missed the message that told the result.
  async #askResult() {
    const answer = await this.#fetch("api/summary");
    const summary = await answer?.json();
    if (summary && this.#state === "finished") this.#enter("finished", summary.result);
  }

  // A link cannot carry the token, so the report is fetched and handed over as a file.
  async #saveReport(event) {
    if (!this.#token) return;
    event.preventDefault();
    const answer = await this.#fetch("report.html");
    if (!answer) return;
    const file = element("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = "report.html";
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 60000);
  }

  #offerSinks() {
    const { sinks } = this.#profile;
    const root = this.#charts.latency.root;
    const names = ["slowest", ...sinks.map((sink) => format.visible(sink.name, 40))];
    root.querySelector(".sink-choice").hidden = sinks.length < 2;
    if (this.#sink >= sinks.length) this.#sink = SLOWEST;
    root.querySelector("select").replaceChildren(...names.map((name, i) => {
      const option = element("option", "", name);
      option.value = String(i - 1);
      option.selected = i - 1 === this.#sink;
      return option;
    }));
  }

  #showCharts() {
    const points = newest(this.#history.points, this.#range);
    const times = points.map((point) => point.t);
    const end = times.at(-1) ?? 0;
    const from = this.#range ? Math.max(0, end - this.#range) : 0;
    const over = this.#state === "finished";
    for (const [name, series] of Object.entries(seriesOf(points, this.#profile.sinks, this.#sink))) {
      this.#charts[name].update({ times, series, from, over });
    }
  }

  #follow(isOpen, wasGreeted) {
    if (isOpen || wasGreeted) this.#refusal = "";
    this.#showConnection(isOpen);
    if (!wasGreeted) this.#askRefusal();
  }

  // A browser does not tell why its WebSocket was refused; an ordinary request learns it.
  async #askRefusal() {
    const answer = await this.#request("ws");
    if (byId("connection").hidden) return; // greeted in the meantime
    this.#refusal = refusalOf(answer?.status);
    this.#showConnection(false);
  }

  #showConnection(isOpen) {
    const lost = this.#refusal ? this.#refusal
      : this.#heardAt === null ? "emitter does not answer."
        : this.#state === "finished" ? "emitter has ended; a new run will appear here."
          : "The connection was lost.";
    setText(byId("connection"), `${lost} Reconnecting …`);
    byId("connection").className = `strip ${this.#state === "finished" ? "wait" : "warn"}`;
    byId("connection").hidden = isOpen;
  }

  #showAge() {
    const age = this.#heardAt === null ? NaN : (performance.now() - this.#heardAt) / 1000;
    const label = byId("age");
    setText(label, Number.isNaN(age) ? "no data yet" : `data ${format.span(Math.max(1, Math.round(age)))} old`);
    label.className = age > STALE && this.#state !== "finished" ? "warn" : "soft";
  }
}

new Page();
