// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One painting of one chart: axes, then each series, then the crosshair.

import * as format from "./format.js";
import { timeMarks } from "./scale.js";

// Between the canvas's border and the axes, in CSS pixels.
export const EDGE = { left: 52, right: 14, top: 8, bottom: 24 };

export class Drawing {
  #context;
  #mark;
  #width;
  #height;
  #style;
  #top = 1;
  #from = 0;
  #span = 1;

  constructor(canvas, { density, width, height, mark }) {
    this.#mark = mark;
    this.#context = canvas.getContext("2d");
    this.#context.scale(density, density);
    this.#width = width;
    this.#height = height;
    this.#style = getComputedStyle(canvas);
    this.#context.font = `11px ${this.#style.fontFamily}`;
  }

  #colour(name) {
    return this.#style.getPropertyValue(`--${name}`).trim();
  }

  #x(t) {
    const width = this.#width - EDGE.left - EDGE.right;
    return EDGE.left + ((t - this.#from) / this.#span) * width;
  }

  #y(value) {
    const height = this.#height - EDGE.top - EDGE.bottom;
    return EDGE.top + height * (1 - value / this.#top);
  }

  nothing() {
    this.#context.fillStyle = this.#colour("soft");
    this.#context.textAlign = "center";
    this.#context.fillText("Nothing measured yet", this.#width / 2, this.#height / 2);
  }

  axes(scale, from, span, over) {
    this.#top = scale.top;
    this.#from = from;
    this.#span = span;
    const context = this.#context;
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (let i = 0; i * scale.step <= scale.top * 1.0001; ++i) {
      const y = Math.round(this.#y(i * scale.step)) + 0.5;
      context.strokeStyle = this.#colour(i === 0 ? "line" : "grid");
      this.#line([[EDGE.left, y], [this.#width - EDGE.right, y]]);
      context.fillStyle = this.#colour("soft");
      context.fillText(this.#mark(i * scale.step), EDGE.left - 8, y);
    }
    const most = Math.max(2, Math.floor((this.#width - EDGE.left) / 90));
    for (const before of timeMarks(span, most)) this.#timeMark(before, over ? "end" : "now");
  }

  #timeMark(before, newest) {
    const context = this.#context;
    const text = before === 0 ? newest : `−${format.span(before)}`;
    const x = this.#x(this.#from + this.#span - before);
    const half = context.measureText(text).width / 2;
    if (before > 0 && x + half > this.#width - EDGE.right - 40) return;
    context.textAlign = before === 0 ? "right" : "center";
    context.fillStyle = this.#colour("soft");
    context.fillText(text, Math.max(x, before === 0 ? 0 : EDGE.left + half), this.#height - EDGE.bottom + 14);
  }

  series(one, times) {
    const context = this.#context;
    const colour = this.#colour(`c${one.colour}`);
    context.strokeStyle = context.fillStyle = colour;
    if (one.bars) {
      this.#bars(one, times);
      return;
    }
    for (const piece of this.#pieces(one, times)) {
      if (one.filled) this.#fillBelow(piece);
      context.lineWidth = 1.8;
      context.setLineDash(one.dashed ? [5, 4] : []);
      if (piece.length === 1) this.#dot(...piece[0], 2);
      else this.#line(piece);
    }
    context.setLineDash([]);
    context.lineWidth = 1;
  }

  // What was not measured is a gap in the line.
  #pieces(one, times) {
    const pieces = [];
    let piece = [];
    times.forEach((t, i) => {
      const value = one.values[i];
      if (Number.isFinite(value)) {
        if (!piece.length) pieces.push(piece);
        piece.push([this.#x(t), this.#y(value)]);
      } else {
        piece = [];
      }
    });
    return pieces;
  }

  #bars(one, times) {
    const slot = (this.#width - EDGE.left - EDGE.right) / Math.max(1, times.length);
    const width = Math.max(1, Math.min(8, slot * 0.7));
    const floor = this.#y(0);
    times.forEach((t, i) => {
      if (!(one.values[i] > 0)) return;
      const height = Math.max(2, floor - this.#y(one.values[i])); // a few are still to be seen
      this.#context.fillRect(Math.min(this.#x(t), this.#width - EDGE.right - width), floor - height, width, height);
    });
  }

  #fillBelow(piece) {
    const context = this.#context;
    context.globalAlpha = 0.12;
    context.beginPath();
    context.moveTo(piece[0][0], this.#y(0));
    for (const [x, y] of piece) context.lineTo(x, y);
    context.lineTo(piece.at(-1)[0], this.#y(0));
    context.fill();
    context.globalAlpha = 1;
  }

  #line(points) {
    this.#context.lineJoin = "round";
    this.#context.beginPath();
    for (const [x, y] of points) this.#context.lineTo(x, y);
    this.#context.stroke();
  }

  #dot(x, y, radius) {
    this.#context.beginPath();
    this.#context.arc(x, y, radius, 0, 2 * Math.PI);
    this.#context.fill();
  }

  crosshair(t, text, dots) {
    const context = this.#context;
    const x = Math.round(this.#x(t)) + 0.5;
    context.strokeStyle = this.#colour("soft");
    this.#line([[x, EDGE.top], [x, this.#height - EDGE.bottom]]);
    for (const { colour, value } of dots) {
      if (!Number.isFinite(value)) continue;
      context.fillStyle = this.#colour("card");
      this.#dot(x, this.#y(value), 4.5);
      context.fillStyle = this.#colour(`c${colour}`);
      this.#dot(x, this.#y(value), 3);
    }
    const width = context.measureText(text).width + 12;
    const left = Math.min(Math.max(x - width / 2, EDGE.left), this.#width - width);
    const top = this.#height - EDGE.bottom + 4;
    context.fillStyle = this.#colour("ink");
    context.fillRect(left, top, width, 18);
    context.fillStyle = this.#colour("card");
    context.textAlign = "left";
    context.fillText(text, left + 6, top + 10);
  }
}
