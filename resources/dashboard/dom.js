// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Small words for the document. Texts only ever become text nodes: nothing foreign is parsed.

export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// Touches the document only when something changed, so that selections and readers are left alone.
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function setClass(target, className) {
  if (target.className !== className) target.className = className;
}

// Makes the rows of `body` those of `rows`. A cell is a text, {text, className}, or a node.
export function fillRows(body, rows, cellName = "td") {
  while (body.rows.length > rows.length) body.lastElementChild.remove();
  rows.forEach((cells, i) => {
    const row = body.rows[i] ?? body.appendChild(element("tr"));
    while (row.cells.length > cells.length) row.lastElementChild.remove();
    cells.forEach((cell, j) => fillCell(row.cells[j] ?? row.appendChild(cellOf(cellName)), cell));
  });
}

function cellOf(name) {
  const cell = element(name);
  if (name === "th") cell.scope = "col";
  return cell;
}

function fillCell(target, cell) {
  if (cell instanceof Node) {
    if (target.firstChild === cell || target.firstChild?.isEqualNode(cell)) return;
    target.replaceChildren(cell);
    return;
  }
  const { text, className = "" } = typeof cell === "string" ? { text: cell } : cell;
  setText(target, text);
  setClass(target, className);
}
