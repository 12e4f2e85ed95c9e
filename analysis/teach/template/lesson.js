"use strict";
// A student's work on one article: mark passages, name who says so, compare with the tool, keep it.
// Everything that comes from the article or from the student is set as text, never as HTML.
document.addEventListener("DOMContentLoaded", () => {
const data = JSON.parse(document.getElementById("lesson-data").textContent);
const $ = (id) => document.getElementById(id);
const chars = [...data.text];
const STORE = "who-says-so " + data.sign;
const STEPS = ["read", ...data.tasks.map((task) => task.name), "compare", "keep"];
const HELP = "Tap the first word and then the last one, or drag with the mouse. By keyboard: go to the text with Tab, move with the arrow keys, press Enter on the first word and on the last one. Tap a mark to change it.";
const FIRST = "Choose the first word of a passage in the text.";
const VERDICTS = [["", "Who is right?"], ["me", "I am; I overrule the tool"], ["tool", "The tool is"], ["both", "Both can be"], ["unsure", "It cannot be told"]];
let work = fresh(), step = "read", shown = "", anchor = -1, cursor = 0, editing = null, dragged = -1;

function fresh() {
  return {format: "who-says-so answers", version: 1, article: data.name, title: data.title, name: "", text: data.text, marks: [], verdicts: [], missing: "", exit: "", compared: false};
}
function make(tag, words = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = words;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
function say(words) { $("say").textContent = words; }
const slice = (start, end) => chars.slice(start, end).join("");
const quoted = (start, end) => "“" + slice(start, end).replace(/\s+/g, " ") + "”";

// The steps, and a section for each task.
const LABELS = {read: "Read", compare: "Compare", keep: "Keep"};
for (const name of STEPS) {
  const button = make("button", LABELS[name] || String(STEPS.indexOf(name)), {type: "button", value: name}), item = make("li");
  const task = data.tasks.find((task) => task.name === name);
  if (task) {
    button.append(make("span", " " + task.question, {class: "words"}));
    const section = make("section", "", {class: "task", "data-step": name}), help = make("details");
    help.append(make("summary", "How to mark"), make("p", HELP));
    section.append(make("h2", task.question, {tabindex: "-1"}), make("p", task.mark), make("p", task.example, {class: "rule"}), help);
    $("tasks").append(section);
  }
  item.append(button);
  $("steps").querySelector("ol").append(item);
}

// The words of the text, each in an element of its own, with its place in characters.
const words = [];
for (const paragraph of document.querySelectorAll("#text p")) {
  const [from, to] = [Number(paragraph.dataset.start), Number(paragraph.dataset.end)];
  paragraph.textContent = "";
  for (let at = from; at < to;) {
    let end = at;
    const space = /\s/.test(chars[at]);
    while (end < to && /\s/.test(chars[end]) === space) end++;
    const element = make("span", slice(at, end), {class: space ? "gap" : "word"});
    if (!space) { element.dataset.word = words.length; words.push({start: at, end, element, gap: null}); }
    else if (words.length) words[words.length - 1].gap = element;
    paragraph.append(element);
    at = end;
  }
}

function store() { try { localStorage.setItem(STORE, JSON.stringify(work)); } catch { /* kept in the page alone */ } }
function restore() {
  try { const kept = localStorage.getItem(STORE); if (kept && take(JSON.parse(kept))) $("kept").hidden = !work.marks.length; } catch { /* nothing kept */ }
}
function take(saved) {
  if (!saved || saved.format !== "who-says-so answers" || saved.text !== data.text || !Array.isArray(saved.marks)) return false;
  work = {...fresh(), ...saved};
  work.marks = work.marks.filter((m) => m && m.start >= 0 && m.start < m.end && m.end <= chars.length && STEPS.includes(m.task));
  work.verdicts = Array.isArray(work.verdicts) ? work.verdicts.filter((v) => v && STEPS.includes(v.task)) : [];
  return true;
}

// Marking
const mine = () => work.marks.filter((mark) => mark.task === shown).sort((a, b) => a.start - b.start);
const markAt = (word) => mine().filter((m) => m.start < word.end && m.end > word.start).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
const marking = () => data.tasks.some((task) => task.name === step);

function paint() {
  const own = mine(), tool = step === "compare" ? data.found.filter((f) => f.task === shown) : [];
  const [low, high] = anchor < 0 ? [-1, -1] : [Math.min(anchor, cursor), Math.max(anchor, cursor)];
  words.forEach((word, i) => {
    const covers = (mark) => mark.start < word.end && mark.end > word.start;
    const goesOn = (mark) => mark.start < word.end && mark.end > word.end + 1;
    for (const [name, all] of [["mine", own], ["tool", tool]]) {
      word.element.classList.toggle(name, all.some(covers));
      word.gap?.classList.toggle(name, all.some(goesOn));
    }
    word.element.classList.toggle("choosing", i >= low && i <= high && anchor >= 0);
    word.element.classList.toggle("cursor", i === cursor && marking());
    const last = own.find((mark) => mark.end > word.start && mark.end <= word.end);
    if (last) word.element.dataset.who = last.who || "?"; else delete word.element.dataset.who;
  });
  list();
}
function list() {
  const place = $("marks");
  place.textContent = "";
  place.hidden = !marking();
  for (const mark of mine()) {
    const button = make("button", quoted(mark.start, mark.end) + " – " + (mark.who || "nobody yet"), {type: "button"});
    button.addEventListener("click", () => edit(mark));
    const item = make("li");
    item.append(button);
    place.append(item);
  }
  if (!place.children.length) place.append(make("li", "Nothing marked yet."));
}
function choose(i) {
  if (!marking()) return;
  cursor = i;
  const there = anchor < 0 && markAt(words[i]);
  if (there) return edit(there);
  if (anchor < 0) {
    anchor = i;
    $("cancel").hidden = false;
    say("Begins with “" + words[i].element.textContent + "”. Now choose the last word; the same one for a single word.");
    return paint();
  }
  mark(Math.min(anchor, i), Math.max(anchor, i));
}
function mark(first, last) {
  stop();
  const [start, end] = [words[first].start, words[last].end];
  const same = work.marks.find((m) => m.task === shown && m.start === start && m.end === end);
  if (same) return edit(same);
  const made = {task: shown, start, end, who: "", later: work.compared};
  work.marks.push(made);
  store();
  edit(made);
}
function stop() { anchor = -1; $("cancel").hidden = true; say(marking() ? FIRST : ""); paint(); }

function edit(mark) {
  editing = mark;
  $("editor").hidden = false;
  $("what").textContent = quoted(mark.start, mark.end);
  $("ask").textContent = data.tasks.find((task) => task.name === mark.task).who;
  const listed = [...$("who").options].some((option) => option.value === mark.who);
  $("who").value = listed ? mark.who : "other";
  $("other").value = listed ? "" : mark.who;
  $("other-line").hidden = listed;
  paint();
  $("who").focus();
}
function close(remove) {
  if (!editing) return;
  if (remove) work.marks = work.marks.filter((m) => m !== editing);
  else editing.who = ($("who").value === "other" ? $("other").value.trim() : $("who").value).slice(0, 200);
  editing = null;
  $("editor").hidden = true;
  store();
  paint();
  $("text").focus({preventScroll: true});
  say((remove ? "Removed. " : "Kept. ") + FIRST);
}
$("editor").addEventListener("submit", (event) => { event.preventDefault(); close(false); });
$("remove").addEventListener("click", () => close(true));
$("editor").addEventListener("keydown", (event) => { if (event.key === "Escape") close(false); });
$("who").addEventListener("change", () => { $("other-line").hidden = $("who").value !== "other"; if ($("who").value === "other") $("other").focus(); });
$("cancel").addEventListener("click", stop);

const wordOf = (event) => event.target.closest?.(".word")?.dataset.word;
$("text").addEventListener("pointerdown", (event) => { dragged = event.pointerType === "mouse" && anchor < 0 ? Number(wordOf(event) ?? -1) : -1; });
$("text").addEventListener("pointerup", (event) => {
  const last = Number(wordOf(event) ?? -1);
  if (marking() && dragged >= 0 && last >= 0 && last !== dragged) { cursor = last; mark(Math.min(dragged, last), Math.max(dragged, last)); }
});
$("text").addEventListener("click", (event) => { if (wordOf(event) !== undefined) choose(Number(wordOf(event))); });
$("text").addEventListener("keydown", (event) => {
  if (!marking() || !words.length) return;
  const line = (way) => {
    const here = words[cursor].element, near = (e) => Math.abs(e.offsetLeft - here.offsetLeft);
    const rows = words.map((w, i) => i).filter((i) => way * (words[i].element.offsetTop - here.offsetTop) > 4);
    if (!rows.length) return cursor;
    const top = words[way > 0 ? rows[0] : rows[rows.length - 1]].element.offsetTop;
    return rows.filter((i) => Math.abs(words[i].element.offsetTop - top) < 4).sort((a, b) => near(words[a].element) - near(words[b].element))[0];
  };
  const moves = {ArrowRight: () => cursor + 1, ArrowLeft: () => cursor - 1, ArrowDown: () => line(1), ArrowUp: () => line(-1), Home: () => 0, End: () => words.length - 1};
  if (moves[event.key]) {
    event.preventDefault();
    cursor = Math.max(0, Math.min(words.length - 1, moves[event.key]()));
    const there = markAt(words[cursor]);
    paint();
    words[cursor].element.scrollIntoView({block: "nearest"});
    say(words[cursor].element.textContent + (there ? ", marked" : ""));
  } else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(cursor); }
  else if (event.key === "Escape") stop();
});

// Comparing
function pairs(task) {
  const own = work.marks.filter((m) => m.task === task), tool = data.found.filter((f) => f.task === task), near = [];
  own.forEach((a, i) => tool.forEach((b, j) => {
    const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
    const [shorter, longer] = [a.end - a.start, b.end - b.start].sort((x, y) => x - y);
    if (both > 0 && 2 * both >= shorter) near.push([both / longer, i, j]);
  }));
  near.sort((a, b) => b[0] - a[0]);
  const taken = [new Set(), new Set()], both = [];
  for (const [, i, j] of near) if (!taken[0].has(i) && !taken[1].has(j)) { taken[0].add(i); taken[1].add(j); both.push([own[i], tool[j]]); }
  const first = ([a, b]) => (a || b).start;
  return {
    both: both.sort((a, b) => first(a) - first(b)),
    tool: tool.filter((_, j) => !taken[1].has(j)).map((b) => [null, b]),
    me: own.filter((_, i) => !taken[0].has(i)).map((a) => [a, null]).sort((a, b) => first(a) - first(b)),
  };
}
function sameName(one, other) {
  const plain = (name) => " " + (name || "").toLowerCase().replace(/’/g, "'").split(/\s+/).filter((w) => w && !["the", "a", "an"].includes(w)).join(" ") + " ";
  const [a, b] = [plain(one), plain(other)];
  const nobody = (name) => name.trim() === "" || name.includes(" nobody ");
  return nobody(a) || nobody(b) ? nobody(a) && nobody(b) : a.includes(b) || b.includes(a);
}
const MOST = {both: 0, tool: 3, me: 3}; // of a group that stand open, for three places of difference are asked for
const GROUPS = [["both", "Found by both"], ["tool", "Only the tool found"], ["me", "Only you found"]];
function compare() {
  const place = $("comparison");
  place.textContent = "";
  for (const task of data.tasks) {
    const found = pairs(task.name);
    const section = make("details", "", {class: "section"}), head = make("summary");
    head.append(make("h3", task.question));
    section.append(head);
    section.open = task === data.tasks[0];
    section.addEventListener("toggle", () => { if (section.open) { shown = task.name; paint(); } });
    const n = GROUPS.map(([name]) => found[name].length);
    section.append(make("p", `${n[0]} found by both, ${n[1]} by the tool alone, ${n[2]} by you alone.`));
    if (!n[0] && !n[1] && !n[2]) section.append(make("p", "Is there really nothing? The tool knows its own rules and words alone."));
    const show = make("button", "Show these in the text", {type: "button", class: "plain"});
    show.addEventListener("click", () => { shown = task.name; paint(); $("text").scrollIntoView(); });
    section.append(show);
    for (const [name, title] of GROUPS) {
      if (!found[name].length) continue;
      section.append(make("h4", title));
      const list = (rows) => {
        const items = make("ol", "", {class: "pairs " + name});
        for (const [own, tool] of rows) items.append(pair(task, name, own, tool));
        return items;
      };
      section.append(list(found[name].slice(0, MOST[name])));
      if (found[name].length <= MOST[name]) continue;
      const more = make("details", "");
      more.append(make("summary", MOST[name] ? `${found[name].length - MOST[name]} more` : `Show ${found[name].length}`), list(found[name].slice(MOST[name])));
      section.append(more);
    }
    place.append(section);
  }
}
function pair(task, by, own, tool) {
  const item = make("li"), at = own || tool;
  item.append(make("blockquote", quoted(at.start, at.end)));
  const nobody = task.name === "words" ? "the article’s own words" : "nobody named";
  if (own && tool && quoted(own.start, own.end) !== quoted(tool.start, tool.end)) item.append(make("p", "The tool has it as " + quoted(tool.start, tool.end)));
  item.append(make("p", [own && "You: " + (own.who || "no name"), tool && "Tool: " + (tool.who || nobody) + (tool.status ? " (" + tool.status + ")" : "")].filter(Boolean).join(" · "), {class: "names"}));
  if (tool) item.append(make("p", tool.about, {class: "rule"}));
  else item.append(make("p", "No rule of the tool found this.", {class: "rule"}));
  if (own && tool && (task.name === "nobody" || sameName(own.who, tool.who))) return item;
  const key = (v) => v.task === task.name && v.start === at.start && v.end === at.end;
  const kept = work.verdicts.find(key) || {task: task.name, start: at.start, end: at.end, by, right: "", reason: ""};
  const right = make("select", "", {"aria-label": "Who is right about " + quoted(at.start, at.end)});
  for (const [value, label] of VERDICTS) right.append(make("option", label, {value}));
  right.value = kept.right;
  const reason = make("input", "", {type: "text", maxlength: 500, placeholder: "and why?", "aria-label": "Why, about " + quoted(at.start, at.end)});
  reason.value = kept.reason;
  const hint = make("small", "");
  const keep = () => {
    kept.right = right.value; kept.reason = reason.value.trim(); kept.by = by;
    work.verdicts = work.verdicts.filter((v) => !key(v));
    if (kept.right || kept.reason) work.verdicts.push(kept);
    countReasons();
    hint.textContent = kept.right && !kept.reason ? "Give a reason: it counts more than the choice." : "";
    store();
  };
  right.addEventListener("change", keep);
  reason.addEventListener("input", keep);
  const line = make("p", "", {class: "verdict"});
  line.append(right, reason, hint);
  item.append(line);
  return item;
}

function countReasons() {
  const n = work.verdicts.filter((v) => v.reason).length;
  $("reasons").textContent = n ? `${n} of 3 done.` : "";
}

// Steps
function go(to) {
  if (editing) close(false);
  anchor = -1;
  if (to === "compare") {
    const empty = data.tasks.filter((task) => !work.marks.some((m) => m.task === task.name)).map((task) => task.question);
    if (!work.compared && empty.length && !confirm("Nothing is marked yet for: " + empty.join(" ") + " See what the tool found all the same?")) return;
    work.compared = true;
    store();
  }
  step = to;
  shown = data.tasks.some((task) => task.name === to) ? to : to === "compare" ? data.tasks[0].name : "";
  for (const button of document.querySelectorAll("#steps button")) {
    if (button.value === to) button.setAttribute("aria-current", "step"); else button.removeAttribute("aria-current");
  }
  for (const part of document.querySelectorAll("[data-step]")) part.hidden = !part.dataset.step.split(" ").includes(to);
  $("text").classList.toggle("marking", marking());
  if (marking()) $("text").setAttribute("tabindex", "0"); else $("text").removeAttribute("tabindex");
  $("article").hidden = to === "keep";
  $("cancel").hidden = true;
  document.querySelector(".bar").hidden = to === "keep";
  say(marking() ? FIRST : "");
  if (to === "compare") { compare(); countReasons(); }
  if (to === "keep") sheet();
  paint();
  window.scrollTo(0, 0);
  document.querySelector(`[data-step~="${to}"] h2`)?.focus({preventScroll: true});
}
for (const button of document.querySelectorAll("#steps button")) button.addEventListener("click", () => go(button.value));
$("next").addEventListener("click", () => go(STEPS[STEPS.indexOf(step) + 1]));

// Keeping
const FIELDS = ["name", "missing", "exit"];
function fill() { for (const field of FIELDS) $(field).value = work[field] || ""; paint(); }
for (const field of FIELDS) $(field).addEventListener("input", () => { work[field] = $(field).value; store(); });
$("save").addEventListener("click", () => {
  const name = [data.name, work.name].join("-").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "answers";
  const link = make("a", "", {download: name + ".json", href: URL.createObjectURL(new Blob([JSON.stringify(work)], {type: "application/json"}))});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  $("saved").textContent = "Saved as " + name + ".json, in the folder for downloads. Give this file to your teacher.";
});
$("load").addEventListener("change", async () => {
  let good = false;
  try { good = take(JSON.parse(await $("load").files[0].text())); } catch { good = false; }
  $("saved").textContent = good ? "Your work is back." : "This file holds no work on this article; one that was saved here was expected. Try another file.";
  if (good) { store(); fill(); sheet(); }
  $("load").value = "";
});
for (const id of ["again", "not-mine"]) $(id).addEventListener("click", () => {
  if (!confirm("Take away all that is marked and written here?")) return;
  work = fresh();
  try { localStorage.removeItem(STORE); } catch { /* nothing kept */ }
  $("kept").hidden = true;
  fill();
  go("read");
});
$("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", sheet);

function sheet() {
  const place = $("sheet");
  place.textContent = "";
  place.append(make("h2", data.title + " – " + (work.name || "nickname: ____________")));
  for (const task of data.tasks) {
    const own = work.marks.filter((m) => m.task === task.name).sort((a, b) => a.start - b.start);
    place.append(make("h3", task.question));
    const items = make("ul");
    for (const m of own) items.append(make("li", short(quoted(m.start, m.end)) + " – " + (m.who || "no name") + (m.later ? " (after comparing)" : "")));
    if (!own.length) items.append(make("li", "nothing marked"));
    for (const v of work.verdicts.filter((v) => v.task === task.name && (v.right || v.reason))) {
      const said = (VERDICTS.find(([value]) => value === v.right) || VERDICTS[0])[1];
      items.append(make("li", "On " + short(quoted(v.start, v.end)) + ": " + said + (v.reason ? ", for " + v.reason : ""), {class: "said"}));
    }
    place.append(items);
  }
  for (const field of ["missing", "exit"]) {
    place.append(make("h3", document.querySelector(`label[for=${field}]`).textContent), make("p", work[field] || "–"));
  }
}
const short = (text) => text.length > 90 ? text.slice(0, 88).replace(/\s\S*$/, "") + " …”" : text;

document.body.classList.add("ready");
restore();
fill();
go("read");
});
