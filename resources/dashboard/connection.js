// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The WebSocket to emitter, made again whenever it is lost.

const FIRST_WAIT = 500; // milliseconds, doubled up to
const LONGEST_WAIT = 10000;
const SILENCE = 15000; // a tick comes each second; after this long the connection is dead

// Before attempt n = 0, 1, ...: doubling, less a random part, so that many pages do not come at once.
export function waitBefore(attempt, random = Math.random()) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
  return longest * (0.5 + random / 2);
}

// What the fragment of the page's address says: `#token=...`; it is never sent in a request line.
export function tokenOf(fragment) {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("token") ?? "";
}

// What to do where a request for the stream is answered with `status`; empty when that does not tell.
export function refusalOf(status) {
  if (status === 401 || status === 403) {
    return "emitter wants its token. Open the link that it printed at its start, or add #token= and the token of the "
      + "profile's dashboard sink to this address.";
  }
  return status === 503 ? "emitter has as many readers as it takes. Close a page elsewhere." : "";
}

// Calls `heard(message)` for each message, `changed(isOpen, wasGreeted)` when emitter greets and when it is lost; before
// a greeting it may have been refused.
export class Connection {
  #url;
  #token;
  #heard;
  #changed;
  #socket = null;
  #greeted = false;
  #attempt = 0;
  #timer = 0;
  #silence = 0;

  constructor({ url, token, heard, changed }) {
    this.#url = url;
    this.#token = token;
    this.#heard = heard;
    this.#changed = changed;
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
  }

  open() {
    clearTimeout(this.#timer);
    const token = this.#token ? [`token.${this.#token}`] : [];
    const socket = new WebSocket(this.#url, ["emitter.v1", ...token]);
    this.#socket = socket;
    this.#greeted = false;
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", () => this.#lost(socket));
    this.#listenFor(SILENCE);
  }

  // A run that has ended says nothing more.
  mayFallSilent() {
    clearTimeout(this.#silence);
  }

  #listenFor(milliseconds) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(this.#socket), milliseconds);
  }

  #receive(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return; // not of this protocol
    }
    this.#listenFor(SILENCE);
    if (message?.type === "hello") {
      this.#attempt = 0;
      this.#greeted = true;
      this.#changed(true, true);
    }
    this.#heard(message ?? {});
  }

  #lost(socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    socket.close();
    clearTimeout(this.#silence);
    this.#timer = setTimeout(() => this.open(), waitBefore(this.#attempt++));
    this.#changed(false, this.#greeted);
  }

  #hurry() {
    if (!this.#socket) this.open();
  }
}
