// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The live tail: the newest of the sampled entries, filtered. Pausing stops the view alone.

import { element, setText } from "./dom.js";
import { LEVELS } from "./figures.js";
import * as format from "./format.js";

const KEPT = 500; // entries
const SHOWN = 200; // lines
const LONGEST = 500; // characters of a message

export function matches(entry, { level, service, text }) {
  return (!level || LEVELS.indexOf(entry.level) >= LEVELS.indexOf(level))
    && (!service || entry.service === service)
    && (!text || entry.message.toLowerCase().includes(text.toLowerCase())
      || entry.service.toLowerCase().includes(text.toLowerCase()));
}

function option(value, text) {
  const made = element("option", "", text);
  made.value = value;
  return made;
}

function lineOf(entry) {
  const time = element("span", "soft", format.timeOfDay(entry.timestamp));
  const level = element("span", `level ${LEVELS.includes(entry.level) ? entry.level : ""}`, entry.level);
  const line = element("div", "line", time, " ", level, " ",
    element("bdi", "source", entry.service), " ", element("bdi", "message", entry.message));
  return line;
}

export class Tail {
  #entries = [];
  #sources = new Set();
  #paused = false;
  #missed = 0;
  #filter = { level: "", service: "", text: "" };
  #lines = document.getElementById("lines").firstElementChild;
  #sample = document.getElementById("sample");
  #pause = document.getElementById("pause");
  #service = document.getElementById("filter-service");

  constructor() {
    const level = document.getElementById("filter-level");
    level.append(option("", "all"), ...LEVELS.slice(1).map((name) => option(name, `${name} and worse`)));
    this.#service.append(option("", "all"));
    const text = document.getElementById("filter-text");
    const filter = () => {
      this.#filter = { level: level.value, service: this.#service.value, text: text.value };
      this.#showAll();
    };
    const form = document.getElementById("filter");
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    this.#pause.addEventListener("click", () => this.#setPaused(!this.#paused));
    document.addEventListener("visibilitychange", () => document.hidden || this.#paused || this.#showAll());
    this.#showAll();
  }

  // A run of its own begins.
  clear() {
    this.#entries = [];
    this.#sources.clear();
    this.#service.replaceChildren(option("", "all"));
    this.#filter.service = "";
    setText(this.#sample, "");
    this.#showAll();
  }

  add({ entries, emitted }) {
    const added = entries.map((entry) => ({
      timestamp: entry.timestamp,
      level: format.visible(entry.level, 20),
      service: format.visible(entry.service, 80),
      message: format.visible(entry.message, LONGEST),
    }));
    this.#entries.push(...added);
    this.#entries.splice(0, this.#entries.length - KEPT);
    for (const { service } of added) this.#offer(service);
    setText(this.#sample,
      `sample: ${format.count(added.length)} of ${format.count(emitted)} per second`);
    if (this.#paused) {
      this.#missed += added.length;
      this.#namePause();
    } else if (!document.hidden) {
      this.#append(added.filter((entry) => matches(entry, this.#filter)));
    }
  }

  // Emitters of a pool come one by one; a list of thousands would help nobody.
  #offer(service) {
    if (this.#sources.has(service) || this.#sources.size >= 100) return;
    this.#sources.add(service);
    const after = [...this.#service.options].slice(1).find((one) => one.value > service);
    this.#service.insertBefore(option(service, service), after ?? null);
  }

  #setPaused(paused) {
    this.#paused = paused;
    this.#pause.setAttribute("aria-pressed", String(paused));
    this.#showAll();
  }

  #namePause() {
    const newer = this.#missed ? ` (${format.count(this.#missed)} newer)` : "";
    setText(this.#pause, this.#paused ? `Resume view${newer}` : "Pause view");
  }

  #append(entries) {
    if (!entries.length) return;
    this.#lines.querySelector(".empty")?.remove();
    this.#lines.append(...entries.map(lineOf));
    while (this.#lines.children.length > SHOWN) this.#lines.firstElementChild.remove();
  }

  #showAll() {
    const shown = this.#entries.filter((entry) => matches(entry, this.#filter)).slice(-SHOWN);
    const empty = this.#entries.length ? "No entry of the sample matches the filter." : "No entries yet.";
    this.#lines.replaceChildren(...(shown.length ? shown.map(lineOf) : [element("p", "soft empty", empty)]));
    this.#missed = 0;
    this.#namePause();
  }
}
