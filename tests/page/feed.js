// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs in the page before its own scripts: a WebSocket that a test speaks through, and a run to tell of.
// `feed.open()` greets, `feed.tick()` makes a second pass, `feed.say(message)` says anything else.

const feed = {
  sockets: [],
  second: 0,
  options: {},

  get socket() {
    return this.sockets.at(-1);
  },

  say(message) {
    this.socket.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  },

  // `seconds` of the run have passed; `options` replaces parts of what is told: profile, status, run.
  open(seconds = 0, options = {}) {
    this.second = seconds;
    this.options = options;
    const run = { id: "0004f3271240996a", profile: "compare-stores.yaml", seed: 42, started: "2026-01-01T01:40:11Z",
      state: "running", ...options.run };
    this.say({ type: "hello", protocol: 1, version: "0.1.0", run });
    const interval_s = 2 ** Math.max(0, Math.ceil(Math.log2(seconds / 600)));
    const points = [];
    for (let t = interval_s; t <= seconds; t += interval_s) points.push(this.point(t));
    this.say({ type: "snapshot", profile: this.profile(), history: { interval_s, points }, status: this.status() });
  },

  tick(withLog = true) {
    this.second += 1;
    this.say({ type: "tick", status: this.status(), point: this.point(this.second) });
    if (withLog) this.say(this.log());
  },

  // Between 0 and 1, the same for the same arguments.
  chance(...seeds) {
    const x = Math.sin(seeds.reduce((sum, seed) => sum * 31.7 + seed, 1.3)) * 43758.5453;
    return x - Math.floor(x);
  },

  // One store stalls for a while.
  isSlow: (t) => t % 600 > 110 && t % 600 < 160,

  point(t) {
    const wave = (k, size) => size * (feed.chance(t, k) - 0.5);
    const slow = this.isSlow(t);
    const waiting = slow ? (t % 600 - 110) * 55 : Math.max(0, 2750 - Math.max(0, t % 600 - 160) * 300);
    return {
      t,
      planned_per_s: 1220,
      achieved_per_s: 1219 + wave(1, 20),
      delivered_per_s: [1205 + wave(2, 40), 1205 + wave(3, 40), (slow ? 1040 : 1205) + wave(4, 40)],
      p50_ms: [48 + wave(5, 5), 30 + wave(6, 4), 60 + wave(7, 5)],
      p95_ms: [96 + wave(8, 20), 48 + wave(9, 9), (slow ? 290 : 120) + wave(10, 50)],
      p99_ms: [210 + wave(11, 40), 71 + wave(12, 20), (slow ? 570 : 230) + wave(13, 140)],
      backlog: Math.round((t % 600 > 110 ? waiting : 0) + 260 + wave(14, 90)),
      failed_per_s: slow && t % 600 > 120 ? Math.max(0, 24 + wave(15, 30)) : 0,
    };
  },

  profile() {
    const levels = (DEBUG, INFO, WARN, ERROR, CRITICAL = 0) => ({ DEBUG, INFO, WARN, ERROR, CRITICAL });
    return {
      name: "compare-stores.yaml", duration_s: 600, closed_loop: false,
      services: [{ name: "api-gateway", planned_per_s: 600, levels: levels(10, 70, 15, 5) },
        { name: "auth-service", planned_per_s: 300, levels: levels(5, 60, 20, 15) }],
      pools: [{ prefix: "web-app", emitters: 160, planned_per_s: 320, levels: levels(15, 70, 10, 4, 1) }],
      sinks: [{ name: "elasticsearch", type: "elasticsearch", target: "http://localhost:9200" },
        { name: "pgvector", type: "pgvector", target: "localhost:5432/postgres" },
        { name: "qdrant", type: "qdrant", target: "http://localhost:6333" }],
      ...this.options.profile,
    };
  },

  sink(name, i, more) {
    const emitted = 1219 * this.second;
    const { delivered_per_s, p50_ms, p95_ms, p99_ms } = this.point(Math.max(1, this.second));
    const dropped = more.dropped ?? 0;
    const in_flight = Math.min(emitted, more.in_flight);
    return {
      name, type: name, target: this.profile().sinks[i].target, state: "running", strength: "durable", emitted,
      delivered: Math.max(0, emitted - dropped - in_flight), delivered_per_s: delivered_per_s[i], rejected: 0, dropped: 0,
      dropped_by: {}, unconfirmed: 0, resent: 0, overloaded: 0, bytes: 0, in_flight,
      latency_ms: { p50: p50_ms[i], p95: p95_ms[i], p99: p99_ms[i] }, errors: [], step: "", ...more,
    };
  },

  status() {
    const t = this.second;
    const dropped = Math.min(1204, Math.round(24 * Math.max(0, t - 120)));
    const sinks = [this.sink("elasticsearch", 0, { in_flight: 210, strength: "accepted" }),
      this.sink("pgvector", 1, { in_flight: 92 }),
      this.sink("qdrant", 2, { in_flight: 2292, dropped, dropped_by: dropped ? { queue_full: dropped } : {} })];
    const source = (planned_per_s) => ({ planned_per_s, planned_now_per_s: planned_per_s,
      achieved_per_s: planned_per_s * 0.9993, emitted: Math.round(planned_per_s * 0.9993 * t) });
    return {
      state: "running", elapsed_s: t, duration_s: 600, scheduled: 1220 * t, emitted: 1219 * t, skipped_late: 0,
      planned_per_s: 1220, achieved_per_s: 1219, achieved_percent: t ? 99.92 : null, factor: 1, closed_loop: false,
      backlog: 2594, delivered: sinks.reduce((sum, sink) => sum + sink.delivered, 0), failed: dropped,
      lateness_ms: { p50: 0.08, p99: 0.41, max: 4.74 }, levels: { INFO: 854 * t },
      services: [{ name: "api-gateway", ...source(600) }, { name: "auth-service", ...source(300) }],
      pools: [{ prefix: "web-app", emitters: 160, errors: 0, ...source(320) }],
      sinks,
      targets: [{ expr: "achieved >= 95%", value: 99.92, passed: true }, { expr: "dropped < 1000", value: dropped, passed: dropped < 1000 }],
      messages: dropped ? [{ severity: "warning", text: "qdrant: its queue is full, 24 entries were dropped",
        remedy: "Raise queue_size, or lower the rate." }] : [],
      ...this.options.status,
    };
  },

  log() {
    const levels = ["INFO", "WARN", "INFO", "ERROR", "INFO", "DEBUG", "INFO", "INFO", "CRITICAL", "INFO"];
    const services = ["api-gateway", "auth-service", "web-app-17", "auth-service", "api-gateway"];
    const messages = ["Connection pool: acquired [latency=12ms] for checkout session",
      "Token cache: evicting [size=48210] under memory pressure", "Processing request #1843",
      "Session store: timed out [latency=2340ms] after upstream retry",
      "in region ap-south, webhook-sender validated the loyalty points posting (replica lag 1.8 s)"];
    const start = Date.UTC(2026, 0, 1, 1, 40, 11) + this.second * 1000;
    const entries = levels.map((level, i) => ({
      timestamp: new Date(start + i * 97).toISOString().replace("Z", "381Z"), level,
      service: services[(i + this.second) % 5], message: messages[(i + this.second) % 5] }));
    return { type: "log", entries, emitted: 1219 };
  },
};

window.feed = feed;
window.WebSocket = class extends EventTarget {
  constructor(url, protocols = []) {
    super();
    Object.assign(this, { url, protocols });
    feed.sockets.push(this);
  }

  close() {}
};
