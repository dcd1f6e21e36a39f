// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "../../resources/dashboard/format.js";

// Narrow spaces as ordinary ones, which are easier to read here.
const plain = (text) => text.replaceAll("\u202f", " ");

function table(name, convert, rows) {
  test(name, () => {
    for (const [value, text] of rows) assert.equal(plain(convert(value)), text, `${name} ${value}`);
  });
}

table("counts are grouped by three", format.count, [
  [0, "0"], [999, "999"], [1000, "1 000"], [693812, "693 812"], [1234567890, "1 234 567 890"], [null, "–"], [NaN, "–"]]);

table("a small rate is never shown as none", format.rate, [
  [0, "0"], [1e-9, "<0.01"], [0.01, "0.01"], [0.2, "0.20"], [9.99, "9.99"], [9.996, "10.0"], [599.83, "599.8"], [999.94, "999.9"],
  [999.96, "1 000"], [1219.4, "1 219"], [null, "–"], [Infinity, "–"]]);

table("a share is neither rounded to nothing nor to all", format.percent, [
  [0, "0 %"], [0.0001, "<0.01 %"], [0.25, "0.25 %"], [5.03, "5.0 %"], [99.9, "99.9 %"], [99.96, "99.96 %"], [99.999, ">99.99 %"],
  [100, "100 %"], [101.26, "101.3 %"], [null, "–"]]);

table("times keep three digits", format.milliseconds, [
  [0, "0 ms"], [0.001, "<0.01 ms"], [0.41, "0.41 ms"], [9.994, "9.99 ms"], [9.996, "10.0 ms"], [48.25, "48.3 ms"], [312.4, "312 ms"],
  [2340, "2 340 ms"], [9999.4, "9 999 ms"], [12345, "12.3 s"], [null, "–"]]);

table("marks carry SI prefixes", format.si, [
  [0, "0"], [0.25, "0.25"], [800, "800"], [1000, "1k"], [1500, "1.5k"], [4e6, "4M"], [2.5e9, "2.5G"]]);

table("marks of times carry their unit", format.siTime, [
  [0, "0"], [0.25, "0.25 ms"], [750, "750 ms"], [1500, "1.5 s"], [20000, "20 s"]]);

table("a run's time has hours", format.clock, [
  [0, "00:00:00"], [59.99, "00:00:59"], [192, "00:03:12"], [360000, "100:00:00"], [-1, "00:00:00"], [null, "–"]]);

table("a time before the end is short", format.before, [
  [1, "−0:01"], [52, "−0:52"], [600, "−10:00"], [3599, "−59:59"], [3792, "−1:03:12"], [36000, "−10:00:00"]]);

table("a span has its largest unit", format.span, [
  [0, "0 s"], [0.31, "0.3 s"], [59, "59 s"], [60, "1 min"], [90, "1.5 min"], [7200, "2 h"]]);

table("a timestamp shows its time", format.timeOfDay, [
  ["2026-01-01T01:43:22.104381Z", "01:43:22.104381"], ["2026-01-01T01:43:22Z", "01:43:22"], ["\u202e?", "⟨U+202E⟩?"]]);

table("nothing hides in a foreign text", format.visible, [
  ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ["a\u202eb", "a⟨U+202E⟩b"],
  ["a\nb\tc\u0000\u001b[2J", "a␊b␉c␀␛[2J"],
  ["a\u0085\u007f", "a⟨U+0085⟩⟨U+007F⟩"],
  ["a\u200bb\ufeff\u2066\u2028", "a⟨U+200B⟩b⟨U+FEFF⟩⟨U+2066⟩⟨U+2028⟩"],
  ["\ud800x", "⟨U+D800⟩x"],
  ["\u{e0041}", "⟨U+E0041⟩"],
  ["Ελληνικά 日本 🙂 שלום", "Ελληνικά 日本 🙂 שלום"],
  [null, ""], [42, "42"]]);

test("a long text is cut, between characters", () => {
  assert.equal(format.visible("abcdef", 6), "abcdef");
  assert.equal(format.visible("abcdefg", 6), "abcde…");
  assert.equal(format.visible("abcd🙂fg", 6), "abcd…");
  assert.equal(format.visible("x".repeat(1 << 20)).length, 2000);
});
