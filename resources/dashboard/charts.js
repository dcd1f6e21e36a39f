// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One chart: a canvas with a crosshair, a legend that stays where it is, and the same as a table.

import { element, fillRows, setText } from "./dom.js";
import { Drawing, EDGE } from "./drawing.js";
import * as format from "./format.js";
import { nearest, valueScale } from "./scale.js";

const TABLE_ROWS = 60;

// What all charts point at together: a time of the run, or null.
export class Crosshair {
  #charts = [];
  t = null;

  add(chart) {
    this.#charts.push(chart);
  }

  set(t) {
    if (t === this.t) return;
    this.t = t;
    for (const chart of this.#charts) chart.pointAt();
  }
}

// A series: {name, values, colour: 0 ... 6, text: number -> text, dashed, filled, bars}; one value per
// time, or null.
export class Chart {
  #name;
  #mark;
  #crosshair;
  #canvas;
  #legend;
  #table;
  #spoken;
  #times = [];
  #series = [];
  #from = 0;
  #over = false;
  #inSight = false;
  #stale = false;
  #awaiting = false;

  // `kind`: one of CHARTS in series.js.
  constructor({ title, unit, mark }, crosshair) {
    this.#name = unit ? `${title}, ${unit}` : title;
    this.#mark = mark;
    this.#crosshair = crosshair;
    const root = document.getElementById("chart").content.firstElementChild.cloneNode(true);
    this.root = root;
    this.#canvas = root.querySelector("canvas");
    this.#legend = root.querySelector(".legend");
    this.#table = root.querySelector(".chart-table");
    this.#spoken = root.querySelector("[aria-live]");
    setText(root.querySelector("h2"), title);
    setText(root.querySelector(".unit"), unit);
    this.#table.setAttribute("aria-label", `${title} as a table`);
    const asTable = root.querySelector(".as-table");
    asTable.setAttribute("aria-label", `Show ${title} as a table`);
    asTable.addEventListener("click", () => this.#showTable(this.#table.hidden, asTable));
    crosshair.add(this);
    this.#followPointer();
    this.#followSight();
  }

  // `from`: where the time axis begins; `over`: the newest point is the run's last.
  update({ times, series, from, over }) {
    this.#times = times;
    this.#series = series;
    this.#from = from;
    this.#over = over;
    this.#fillLegend();
    if (!this.#table.hidden) this.#fillTable();
    this.redraw();
  }

  // Draws with the next frame, or when the chart comes into sight.
  redraw() {
    this.#stale = true;
    if (this.#awaiting || document.hidden || !this.#inSight || !this.#table.hidden) return;
    this.#awaiting = true;
    requestAnimationFrame(() => {
      this.#awaiting = false;
      this.#stale = false;
      this.#draw();
    });
  }

  pointAt() {
    this.#fillLegend();
    this.redraw();
  }

  #pointed() {
    const { t } = this.#crosshair;
    if (t === null || t < this.#from) return -1;
    return nearest(this.#times, t);
  }

  #followSight() {
    new IntersectionObserver((changes) => {
      this.#inSight = changes.at(-1).isIntersecting;
      if (this.#inSight && this.#stale) this.redraw();
    }).observe(this.#canvas);
    new ResizeObserver(() => this.redraw()).observe(this.#canvas);
    document.addEventListener("visibilitychange", () => this.#stale && this.redraw());
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.redraw());
    }
  }

  #followPointer() {
    const canvas = this.#canvas;
    canvas.addEventListener("pointermove", (event) => {
      const width = canvas.clientWidth - EDGE.left - EDGE.right;
      const share = (event.offsetX - EDGE.left) / width;
      const at = nearest(this.#times, this.#from + share * this.#span());
      this.#crosshair.set(at < 0 ? null : this.#times[at]);
    });
    canvas.addEventListener("pointerleave", () => this.#crosshair.set(null));
    canvas.addEventListener("blur", () => this.#crosshair.set(null));
    canvas.addEventListener("keydown", (event) => this.#step(event));
  }

  #step(event) {
    const last = this.#times.length - 1;
    const now = this.#pointed();
    const stride = event.shiftKey ? 10 : 1;
    const here = now < 0 ? last + 1 : now;
    const to = { ArrowLeft: here - stride, ArrowRight: here + stride, Home: 0, End: last }[event.key];
    if (event.key === "Escape") this.#crosshair.set(null);
    if (to === undefined || last < 0) return;
    event.preventDefault();
    const at = Math.min(last, Math.max(0, to));
    this.#crosshair.set(this.#times[at]);
    setText(this.#spoken, `${this.#timeText(at)}: ${this.#valuesText(at)}`);
  }

  #span() {
    return Math.max(1e-3, (this.#times.at(-1) ?? 1) - this.#from);
  }

  #timeText(at) {
    const before = (this.#times.at(-1) ?? 0) - this.#times[at];
    if (before >= 0.5) return format.before(before);
    return this.#over ? "end" : "now";
  }

  #valuesText(at) {
    return this.#series.map((one) => `${one.name} ${one.text(one.values[at])}`).join(", ");
  }

  #fillLegend() {
    const pointed = this.#pointed();
    const at = pointed < 0 ? this.#times.length - 1 : pointed;
    while (this.#legend.children.length > this.#series.length) this.#legend.lastChild.remove();
    this.#series.forEach((one, i) => {
      const item = this.#legend.children[i]
        ?? this.#legend.appendChild(element("li", "", element("i"), element("bdi"), element("b")));
      const [swatch, name, value] = item.children;
      swatch.className = `k${one.colour}${one.dashed ? " dashed" : one.bars ? " bars" : ""}`;
      setText(name, one.name);
      setText(value, one.text(one.values[at]));
    });
    this.#canvas.setAttribute("aria-label", `${this.#name}. Newest: `
      + `${this.#valuesText(this.#times.length - 1)}. Arrow keys move the crosshair.`);
  }

  #showTable(shown, button) {
    this.#table.hidden = !shown;
    this.#canvas.hidden = shown;
    button.setAttribute("aria-pressed", String(shown));
    if (shown) this.#fillTable();
    else this.redraw();
  }

  #fillTable() {
    const head = this.#table.querySelector("thead");
    fillRows(head, [["Time", ...this.#series.map((one) => ({ text: one.name, className: "n" }))]], "th");
    const stride = Math.ceil(this.#times.length / TABLE_ROWS);
    const rows = [];
    for (let at = this.#times.length - 1; at >= 0; at -= stride) {
      rows.push([this.#timeText(at), ...this.#series.map(
        (one) => ({ text: one.text(one.values[at]), className: "n" }))]);
    }
    fillRows(this.#table.querySelector("tbody"), rows);
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (!width || !height) return;
    const density = devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(height * density);
    const drawing = new Drawing(this.#canvas, { density, width, height, mark: this.#mark });
    const values = this.#series.flatMap((one) => one.values);
    const largest = values.reduce((most, value) => Math.max(most, value ?? 0), 0);
    if (!this.#times.length) {
      drawing.nothing();
      return;
    }
    drawing.axes(valueScale(largest), this.#from, this.#span(), this.#over);
    for (const one of this.#series) drawing.series(one, this.#times);
    const at = this.#pointed();
    if (at >= 0) drawing.crosshair(this.#times[at], this.#timeText(at), this.#series.map(
      (one) => ({ colour: one.colour, value: one.values[at] })));
  }
}
