// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the four charts show of a history, as series for charts.js. Pure.

import { count, milliseconds, rate, si, siTime, visible } from "./format.js";
import { ofSink } from "./history.js";

const SINK_COLOURS = [3, 4, 5, 1, 2, 6]; // those easiest to tell apart come first; then again, dashed
const MOST_SINKS = 8;
export const SLOWEST = -1; // instead of a sink's index: of each point the largest of all sinks

// `mark`: how the value axis is labelled.
export const CHARTS = {
  rate: { title: "Rate", unit: "entries/s", mark: si },
  delivered: { title: "Delivered per sink", unit: "entries/s", mark: si },
  latency: { title: "Latency from due time", unit: "", mark: siTime },
  backlog: { title: "Backlog and drops", unit: "entries, entries/s", mark: si },
};

// `sinks`: the profile's; `chosen`: the index of the sink whose latency is shown, or SLOWEST.
export function seriesOf(points, sinks, chosen) {
  const of = (key) => points.map((point) => point[key]);
  return {
    rate: [
      { name: "achieved", values: of("achieved_per_s"), text: rate, colour: 1, filled: true },
      { name: "planned", values: of("planned_per_s"), text: rate, colour: 0, dashed: true },
    ],
    delivered: sinks.slice(0, MOST_SINKS).map((sink, i) => ({
      name: visible(sink.name, 40),
      values: ofSink(points, "delivered_per_s", i),
      text: rate,
      colour: SINK_COLOURS[i % SINK_COLOURS.length],
      dashed: i >= SINK_COLOURS.length,
    })),
    latency: [["p99", 0], ["p95", 5], ["p50", 1]].map(([name, colour]) => (
      { name, values: ofSink(points, `${name}_ms`, chosen), text: milliseconds, colour })),
    backlog: [
      { name: "waiting", values: of("backlog"), text: count, colour: 2, filled: true },
      { name: "failed/s", values: of("failed_per_s"), text: rate, colour: 3, bars: true },
    ],
  };
}
