/* Words, tables and bar charts, drawn anew from rows as analysis/show/page.py, charts.py and chart.py draw them. */
"use strict";

/* Words cut to a length, as fits a phone. */
function shorten(words, most) {
  const all = words.trim().split(/\s+/);
  if (all.join(" ").length <= most) return all.join(" ");
  while (all.length && all.join(" ").length + 2 > most) all.pop();
  return `${all.join(" ")} …`.trim();
}

const groups = (rows, key) => {
  const found = new Map();
  for (const row of rows) {
    if (!found.has(key(row))) found.set(key(row), []);
    found.get(key(row)).push(row);
  }
  return found;
};

const number = (n) => (Math.abs(n) >= 0.0001 && Math.abs(n) < 0.005
  ? String(Number(n.toPrecision(1)))  // with two decimals it would be none
  : n.toLocaleString("en", { maximumFractionDigits: 2, roundingMode: "halfEven" }));

/* A table as rows_html gives it; a cell is a list of what stands in it. */
function tableOf(heads, rows, about = "Table", numeric = false) {
  const look = (i) => ({ class: numeric && i ? "number" : null });
  const cells = ([first, ...rest]) => [el("th", { scope: "row" }, ...first),
    ...rest.map((cell, i) => el("td", { ...look(1), "data-head": heads[i + 1] }, ...cell))];
  return el("div", { class: "table-frame", tabindex: 0, role: "group", "aria-label": about }, el("table", { class: "numbers" },
    el("thead", {}, el("tr", {}, ...heads.map((head, i) => el("th", { scope: "col", ...look(i) }, head)))),
    el("tbody", {}, ...rows.map(({ key, cells: told }) => el("tr", { "data-row": key }, ...cells(told))))));
}

/* Stacked bars as analysis/show/charts.py and chart.py draw them, from a pair [bar, series] for each thing counted. */
function drawBars(figure, unit, looks, pairs) {
  const sized = (names) => [...groups(names, (name) => name)].map(([name, all]) => [name, all.length])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [bars, found] = [sized(pairs.map(([bar]) => bar)), sized(pairs.map(([, series]) => series))];
  const series = found.map(([name]) => name);
  if (series.length > looks.length) series.splice(looks.length - 1, Infinity, "others");
  const rows = bars.map(([bar, n]) => {
    const own = pairs.filter((pair) => pair[0] === bar).map((pair) => (series.includes(pair[1]) ? pair[1] : "others"));
    return { bar, n, parts: series.map((name) => own.filter((one) => one === name).length) };
  });
  const place = (value) => 1 + (97 * value) / (bars[0]?.[1] ?? 1);
  const shapes = rows.slice(0, 12).flatMap(({ bar, n, parts }, i) => {
    let [sum, y] = [0, 42 * i];
    const drawnParts = parts.flatMap((part, k) => {
      const [start, end] = [place(sum).toFixed(2), place(sum += part).toFixed(2)];
      const width = end - start;
      const rect = shape("rect", { class: looks[k], x: `${start}%`, y: y + 18.5, width: `${width.toFixed(2)}%`, height: 14 });
      const middle = { class: "in", x: `${(Number(start) + width / 2).toFixed(3)}%`, y: y + 29.5 };
      return part ? [rect, ...(width > 7 ? [shape("text", middle, number(part))] : [])] : [];
    });
    return [shape("text", { y: y + 13 }, shorten(bar, 36)), shape("text", { class: "note", x: "100%", y: y + 13 }, number(n)), ...drawnParts];
  });
  const title = figure.querySelector(".title").textContent;
  const told = rows.slice(0, 12).map(({ bar, parts }) => `${bar}: ${parts.map((n, k) => `${series[k]} ${number(n)}`).join(", ")}`);
  const more = rows.length > 12 ? `; and ${rows.length - 12} more rows in the table` : "";
  const svg = figure.querySelector("svg");
  svg.setAttribute("aria-label", `${title}. ${told.join("; ")}${more}.`);
  svg.setAttribute("height", 42 * Math.min(rows.length, 12));
  svg.replaceChildren(...shapes);
  figure.querySelector(".key")?.remove();
  if (series.length > 1) svg.after(el("p", { class: "key" }, ...series.map((name, k) => el("span", {}, el("i", { class: looks[k] }), name))));
  const sums = series.map((name, k) => `${name} ${number(rows.reduce((sum, row) => sum + row.parts[k], 0))}`).join(", ");
  const first = rows.length > 12 ? `, the first 12 of ${rows.length} shown` : "";
  figure.querySelector("figcaption").firstChild.data = `n = ${number(pairs.length)} ${unit}${series.length > 1 ? `: ${sums}` : ""}${first}.`;
  const head = figure.querySelector("thead th").textContent;
  figure.querySelector(".table-frame").replaceWith(tableOf([head, ...series],
    rows.map(({ bar, parts }) => ({ cells: [[bar], ...parts.map((n) => [number(n)])] })), "Table", true));
}

/* Numbers and lists in words, as analysis/show/words.py says them. */
const missing = (words) => el("span", { class: "missing" }, words);
const none = (words) => el("p", { class: "none" }, words);
const joined = (parts) => parts.flatMap((p, i) => (i ? [", ", p].flat() : [p].flat()));
const numbers = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const inWords = (n) => numbers[n] ?? n.toLocaleString("en");
const count = (n, noun) => `${inWords(n)} ${noun}${n === 1 ? "" : "s"}`;
const listed = (parts) => {
  const all = parts.length > 4 ? [...parts.slice(0, 3), [`${inWords(parts.length - 3)} more`]] : parts;
  return all.flatMap((part, i) => [...(i ? [i === all.length - 1 ? " and " : ", "] : []), ...part]);
};
const upper = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const section = (name, words) => el("a", { href: `#${name}` }, words);
const percent = (share) => {
  const [y, low] = [100 * share, Math.floor(100 * share)];
  return `${y - low === 0.5 ? low + (low % 2) : Math.round(y)}%`;
};

/* A figure in words, and the numbers in words that are typed or printed. */
function figureText({ low, high, bound }, bounds) {
  if (low === null && high === null) return "an unknown number";
  if (bound in bounds) return bounds[bound] + number(low ?? high);
  if (bound === "vague" && high === null) return `${number(low)} or more`;
  if (high === null || low === null) return (high === null ? "at least " : "at most ") + number(low ?? high);
  return low === high ? number(low) : `${number(low)} to ${number(high)}`;
}

function harmText(row, { bounds, harms }) {
  const when = (row.when ?? "").replace(/^(In|On|Since|An?|Last) /, (word) => word.toLowerCase())
    .replace(/^([Oo]f |(?=[12]...$|previous))/, "in ");
  return `${row.high === 0 ? "nobody" : figureText(row, bounds)} ${harms[row.harm] ?? row.harm} ${when}`.trimEnd();
}

const scales = { thousand: 1e3, million: 1e6, billion: 1e9 };
const numbersIn = (words) => [...words.matchAll(/(-?[0-9][0-9,]*(?:\.[0-9]+)?)(?: (thousand|million|billion)\b)?/g)]
  .map(([, digits, scale]) => Number(digits.replaceAll(",", "")) * (scales[scale] ?? 1));
