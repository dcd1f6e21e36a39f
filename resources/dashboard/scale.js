// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Axes that people count in. Pure.

// From 0 to a round number at or above `largest`, in three to five equal steps.
export function valueScale(largest) {
  if (!(largest > 0) || !Number.isFinite(largest)) return { top: 1, step: 0.25 };
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999);
  return { top: step * Math.ceil(largest / step - 1e-9), step };
}

const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200];

// Times before the newest point, in seconds, at which the axis has marks; the newest is 0.
export function timeMarks(seconds, most = 6) {
  if (!(seconds > 0)) return [0];
  const days = 86400 * Math.ceil(seconds / most / 86400);
  const step = TIME_STEPS.find((size) => size >= seconds / most) ?? days;
  return Array.from({ length: Math.floor(seconds / step + 1e-9) + 1 }, (_, i) => i * step);
}

// The index of the value nearest to `wanted`, in ascending values; -1 when there are none.
export function nearest(values, wanted) {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && wanted - values[low - 1] <= values[low] - wanted) return low - 1;
  return values.length ? low : -1;
}
