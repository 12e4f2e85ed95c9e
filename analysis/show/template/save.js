/* What a reader takes along from a page: each table as CSV, each chart as SVG, as PNG and in words.
   Text goes in as text and is never read as HTML. */
"use strict";

function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/* A cell that a spreadsheet would run has an apostrophe before it, as in Python. */
function csv(rows) {
  const guarded = (cell) => (/^'*[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell);
  const cell = (value) => {
    const text = guarded(String(value ?? ""));
    return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const asData = (kind, text) => `data:${kind};charset=utf-8,${encodeURIComponent(text)}`;
const fileName = (words, ending) => `${words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.${ending}`;

/* Links whose files are made at the click: for each its words, the file's name and what gives its address. */
function saveLinks(before, ...links) {
  const fill = (make) => (event) => { event.currentTarget.href = make(); };
  const drawn = links.map(([words, name, make]) => el("a", { href: "#", download: name, onclick: fill(make) }, words));
  return el("p", { class: "save" }, before, ...drawn.flatMap((a, i) => (i ? [" · ", a] : [a])));
}

/* A part of a drawing. */
function shape(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/* A chart as a file of its own, on white: its title, its colours, axis and legend are written into it. */
function drawingOf(figure) {
  figure.style.colorScheme = "light";
  const svg = figure.querySelector("svg");
  const [width, gap] = [640, 20];
  const words = (text, x, y, weight = 400) =>
    shape("text", { x, y, "font-size": 13, "font-family": "sans-serif", "font-weight": weight }, text);
  const copy = svg.cloneNode(true);
  const copies = [...copy.querySelectorAll("*")];
  const looks = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "font-size", "font-family", "text-anchor"];
  [...svg.querySelectorAll("*")].forEach((drawn, i) => {
    const style = getComputedStyle(drawn);
    for (const look of looks) copies[i].setAttribute(look, style.getPropertyValue(look));
  });
  copy.setAttribute("width", width - 2 * gap);
  copy.setAttribute("x", gap);
  copy.setAttribute("y", 2 * gap);
  let y = 3 * gap + Number(svg.getAttribute("height"));
  const axis = figure.querySelector(".axis")?.textContent;
  const below = axis ? [words(axis, gap, y)] : [];
  for (const key of figure.querySelectorAll(".key span")) {
    y += gap;
    const fill = getComputedStyle(key.querySelector("i")).backgroundColor;
    below.push(shape("rect", { x: gap, y: y - 10, width: 10, height: 10, fill }), words(key.textContent, gap + 16, y));
  }
  figure.style.colorScheme = "";
  const title = figure.querySelector(".title").textContent;
  const whole = shape("svg", { width, height: y + gap, role: "img" }, shape("title", {}, svg.getAttribute("aria-label")),
    shape("rect", { width: "100%", height: "100%", fill: "#fff" }), words(title, gap, 1.3 * gap, 600), copy, ...below);
  return new XMLSerializer().serializeToString(whole);
}

/* A picture takes a moment to be drawn: the click that asks for it is followed by one that saves it. */
async function savePicture(event, figure) {
  event.preventDefault();
  const picture = new Image();
  picture.src = asData("image/svg+xml", drawingOf(figure));
  await picture.decode();
  const canvas = el("canvas", { width: 2 * picture.width, height: 2 * picture.height });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  el("a", { href: canvas.toDataURL("image/png"), download: event.target.download }).click();
}

function offerTable(frame) {
  const part = frame.closest("[data-part]") ?? frame;
  const rows = () => [...part.querySelectorAll("tr")].filter((row) => !row.hidden);
  const cells = () => csv(rows().map((row) => [...row.cells].map((cell) => cell.textContent)));
  part.after(saveLinks("", ["Save this table as CSV", `${part.dataset.part ?? "table"}.csv`, () => asData("text/csv", cells())]));
}

function offerChart(figure) {
  const title = figure.querySelector(".title").textContent;
  const alt = () => figure.querySelector("svg").getAttribute("aria-label");
  const links = saveLinks("Save this chart as ",
    ["SVG", fileName(title, "svg"), () => asData("image/svg+xml", drawingOf(figure))],
    ["PNG", fileName(title, "png"), () => "#"],
    ["its words, for those who cannot see it", fileName(title, "txt"), () => asData("text/plain", alt())]);
  links.querySelectorAll("a")[1].addEventListener("click", (event) => savePicture(event, figure));
  figure.querySelector("figcaption").append(links);
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("main .table-frame").forEach((frame) => frame.closest("figure") || offerTable(frame));
  document.querySelectorAll("main .who-chart").forEach(offerChart);
});
