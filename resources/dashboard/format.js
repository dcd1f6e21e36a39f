// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, times and foreign texts as a person reads them. Pure; null stands for "not measured".

export const ABSENT = "–";
const THIN = "\u202f"; // narrow no-break space: between groups of digits, and before a unit

function fixed(value, decimals) {
  const [whole, fraction] = value.toFixed(decimals).split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  return fraction ? `${groups}.${fraction}` : groups;
}

export function count(value) {
  return Number.isFinite(value) ? fixed(value, 0) : ABSENT;
}

// Entries per second. A little is never shown as nothing.
export function rate(value) {
  if (!Number.isFinite(value)) return ABSENT;
  if (value > 0 && value < 0.01) return "<0.01";
  if (value === 0 || value >= 999.95) return fixed(value, 0);
  return fixed(value, value < 9.995 ? 2 : 1);
}

// A share of a whole, in per cent. Almost all is never shown as all.
export function percent(value) {
  if (!Number.isFinite(value)) return ABSENT;
  if (value > 0 && value < 0.01) return `<0.01${THIN}%`;
  if (value > 99.99 && value < 100) return `>99.99${THIN}%`;
  if (Number.isInteger(value)) return `${fixed(value, 0)}${THIN}%`;
  const decimals = value < 1 || (value >= 99.95 && value < 100) ? 2 : 1;
  return `${fixed(value, decimals)}${THIN}%`;
}

export function milliseconds(value) {
  if (!Number.isFinite(value)) return ABSENT;
  if (value >= 9999.5) return `${fixed(value / 1000, 1)}${THIN}s`;
  if (value > 0 && value < 0.01) return `<0.01${THIN}ms`;
  const decimals = value === 0 || value >= 99.95 ? 0 : value < 9.995 ? 2 : 1;
  return `${fixed(value, decimals)}${THIN}ms`;
}

// With SI prefixes, for the marks of an axis: 800, 1.2k, 4M.
export function si(value) {
  const size = Math.abs(value);
  for (const [unit, prefix] of [[1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (size >= unit) return `${Number((value / unit).toPrecision(3))}${prefix}`;
  }
  return String(Number(value.toPrecision(3)));
}

// The same for times: 0, 250 ms, 1.5 s.
export function siTime(value) {
  if (value === 0) return "0";
  return value < 1000 ? `${si(value)}${THIN}ms` : `${si(value / 1000)}${THIN}s`;
}

const twoDigits = (number) => String(number).padStart(2, "0");

// 00:03:12
export function clock(seconds) {
  if (!Number.isFinite(seconds)) return ABSENT;
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  return `${twoDigits(hours)}:${twoDigits(Math.floor(whole / 60) % 60)}:${twoDigits(whole % 60)}`;
}

// How long before the end: −0:52, −1:03:12.
export function before(seconds) {
  const text = clock(seconds);
  return `−${seconds < 3600 ? text.slice(text[3] === "0" ? 4 : 3) : text.replace(/^0/, "")}`;
}

// A length of time in its largest unit, for marks and ages: 5 s, 3 min, 2 h.
export function span(seconds) {
  if (seconds < 60) return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))}${THIN}s`;
  const [value, unit] = seconds < 3600 ? [seconds / 60, "min"] : [seconds / 3600, "h"];
  return `${Number(value.toFixed(1))}${THIN}${unit}`;
}

// 12:03:22.104381 of an RFC 3339 time; what is none comes back as it is.
export function timeOfDay(timestamp) {
  const time = /T(\d\d:\d\d:\d\d(?:\.\d+)?)/.exec(timestamp);
  return time ? time[1] : visible(timestamp, 40);
}

// Controls, what turns the direction of writing, what has no width, halves of pairs.
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

function seen(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

// A foreign text on one line, at most `limit` characters long, in which nothing hides.
export function visible(text, limit = 2000) {
  const whole = String(text ?? "");
  let cut = whole;
  if (whole.length > limit) {
    const pair = /[\ud800-\udbff]/.test(whole[limit - 2]) ? 1 : 0;
    cut = `${whole.slice(0, limit - 1 - pair)}…`;
  }
  return cut.replace(UNSEEN, seen);
}

// queue_full -> queue full
export function words(key) {
  return visible(key, 80).replaceAll("_", " ");
}
