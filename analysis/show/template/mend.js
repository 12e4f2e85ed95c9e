/* A reader mends the page: whose words a passage is and how, a figure's number, what it counts and who gives it, where
   each begins and ends; strikes it out or adds one. What follows is shown at once, and can be saved for Python.
   The first half is what analysis/find/corrections.py and analysis/find/who/voice.py do, line for line. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const article = document.querySelector(".who-article[data-rows]");
  if (!article) return;
  const data = JSON.parse(article.dataset.rows);
  const { limits, words: { bounds, harms } } = data;
  const prose = article.querySelector(".who-text");
  const chars = Array.from(prose.textContent);
  const wordsAt = (start, end) => chars.slice(start, end).join("");
  const columns = ["article_id", "start", "end", "table", "action", "column", "value", "reason"];

  /* Tables and corrections: the same as in Python. */

  const rowsOf = ({ columns, rows }) => rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  const fresh = () => Object.fromEntries(Object.entries(data.tables).map(([name, table]) => [name, rowsOf(table)]));
  const isPlace = (cell) => /^[0-9]{1,9}$/.test(cell);
  const isThere = (start, end) => start >= 0 && start < end && end <= chars.length;

  function correct(tables, line) {
    const known = data.correctable[line.table];
    if (!known || !tables[line.table] || !isPlace(line.start) || !isPlace(line.end)) return "this cannot be corrected";
    const [start, end, rows] = [Number(line.start), Number(line.end), tables[line.table]];
    if (!isThere(start, end)) return "there is no such place in the text";
    if (line.action === "add") {
      const begins = data.fresh[line.table];
      if (!begins || (line.column === "text" && line.value !== wordsAt(start, end))) return "other words stand there";
      return put(rows, { ...begins, start, end }, line.table);
    }
    const meant = (row) => ["", "text"].includes(line.column) || (row[line.column] ?? "") === line.value;
    const row = rows.find((r) => r.start === start && r.end === end && (line.action !== "strike" || meant(r)));
    if (!row) return "there is no such row any more";
    if (line.action === "change") return change(tables, row, known, line);
    if (line.action !== "strike") return "no such action";
    rows.splice(rows.indexOf(row), 1);
    return "";
  }

  function change(tables, row, known, { table, column, value }) {
    const rows = tables[table];
    if (data.fresh[table] && (column === "start" || column === "end")) {
      const moved = { ...row, [column]: isPlace(value) ? Number(value) : -1 };
      if (!isThere(moved.start, moved.end)) return "there is no such place in the text";
      rows.splice(rows.indexOf(row), 1);
      const misfit = put(rows, moved, table);
      if (misfit) rows.push(row);
      return misfit;
    }
    const numeric = column === "low" || column === "high";
    const fits = numeric ? /^(-?[0-9]{1,15}(\.[0-9]{1,6})?)?$/.test(value) : !known[column]?.length || known[column].includes(value);
    if (!(column in known) || !fits) return "no such value";
    if (column === "speaker_name") resource(tables, row, value || null);
    row[column] = numeric && value ? Number(value) : value || null;
    row[signed[table]] = "reader";
    if (table === "quotes") settle(row, column);
    else if (column === "harm") row.kind = "harm";
    else if (column === "kind") row.harm = row.kind === "harm" ? (row.harm ?? "other") : null;
    return "";
  }

  const signed = { quotes: "rule", figures: "source_kind" };
  const isCorrected = (row) => row.rule === "reader" || row.source_kind === "reader";

  function resource(tables, passage, source) {
    const before = [passage.speaker ?? null, passage.speaker_name ?? null];
    for (const row of tables.figures ?? []) {
      const inside = passage.start <= row.start && row.start < row.end && row.end <= passage.end;
      if (inside && before.includes(row.source ?? null)) Object.assign(row, { source, source_kind: "reader" });
    }
  }

  function put(rows, row, table) {
    if (rows.some((other) => row.start < other.end && other.start < row.end)) return "another one stands there";
    rows.push({ ...row, [signed[table]]: "reader" });
    return "";
  }

  function settle(row, column) {
    if (row.kind === "scare") Object.assign(row, { status: null, speaker_name: null, speaker_kind: "none" });
    else if (!row.status) row.status = "said";
    if (!row.speaker_name) row.speaker_kind = "none";
    else if (column === "speaker_name" && ["none", "unnamed"].includes(row.speaker_kind)) row.speaker_kind = "named";
  }

  function mended(lines) {
    const tables = fresh();
    lines.forEach((line) => correct(tables, line));
    for (const rows of Object.values(tables)) rows.sort((a, b) => a.start - b.start || a.end - b.end);
    return tables;
  }

  /* In whose words a place stands: the innermost voice that holds it as a whole. */
  function voicesOf(voices) {
    const sorted = [...voices].sort((a, b) => a[0] - b[0] || b[1] - a[1]);  // the outer before the inner
    return (start, end) => sorted.findLast((v) => v[0] <= start && end <= v[1])?.slice(2) ?? [null, "own"];
  }

  function hear(passages) {
    const counts = (p) => p.kind === "direct" || (p.speaker_kind !== "none" && ["said", "asked"].includes(p.status));
    const said = passages
      .filter(counts)
      .map((p) => [p.start, p.end, p.speaker_name ?? null, p.kind === "direct" ? "direct" : "indirect"]);
    const heard = voicesOf(said);
    const marked = data.quoted
      .map(([start, end]) => [start, end, ...heard(start, end)])
      .filter((voice) => voice[3] !== "direct")
      .map(([start, end, voice, kind]) => [start, end, voice, kind === "indirect" ? "direct" : "quoted"]);
    return voicesOf([...said, ...marked]);
  }

  const tokens = [];
  for (let i = 0, at = 0; i < data.tokens.length; i += 2) {
    const start = at + data.tokens[i];
    at = start + data.tokens[i + 1];
    tokens.push([start, at]);
  }

  const isSpeech = (row) => row.kind !== "scare";
  /* One row a source, as summarise_sources gives it, and the words by voice. */
  function countAll(tables) {
    const voice = hear(tables.quotes);
    const words = { own: 0, direct: 0, indirect: 0, quoted: 0 };
    const sources = new Map();
    for (const token of tokens) {
      const [name, kind] = voice(...token);
      words[kind] += 1;
      if (kind === "own" || kind === "quoted") continue;
      if (!sources.has(name)) sources.set(name, { source: name, direct: 0, indirect: 0, n: 0, passages: 0 });
      sources.get(name)[kind] += 1;
      sources.get(name).n += 1;
    }
    const counted = [...sources.values()].sort((a, b) => b.n - a.n);
    for (const [name, rows] of groups(tables.quotes.filter(isSpeech), (row) => row.speaker_name ?? null)) {
      const source = sources.get(name) ?? { source: name, direct: 0, indirect: 0, n: 0, passages: rows.length };
      if (sources.has(name)) source.passages = rows.filter((r) => ["said", "asked"].includes(r.status)).length;
      else counted.push(source);
      source.kind = rows.map((row) => row.speaker_kind).find((kind) => kind) ?? null;
      source.not_said = rows.filter((row) => data.words.not_said.includes(row.status)).length;
      source.role = data.roles[name]?.toLowerCase() === name?.toLowerCase() ? null : (data.roles[name] ?? null);
      source.rows = rows;
    }
    return { voice, words, sources: counted };
  }

  /* What the reader did: groups of lines, the last of which can be taken back. */

  const done = [];
  let tables = fresh();
  let counts = countAll(tables);

  function mend(...lines) {
    const told = lines.map((line) =>
      Object.fromEntries(columns.map((name) => [name, String(line[name] ?? (name === "article_id" ? data.article_id : ""))])));
    const trial = mended(done.flat());
    const misfit = told.map((line) => correct(trial, line)).find((problem) => problem);
    if (misfit) {
      say(`Not done: ${misfit}.`);
      return false;
    }
    done.push(told);
    redraw();
    return true;
  }

  function undo() {
    if (done.pop()) redraw("Taken back. ");
    else say("There is nothing to take back.");
  }

  function saved() {
    const found = Object.entries(fresh()).flatMap(([table, rows]) =>
      rows.filter((row) => table in data.fresh).map((row) =>
        [data.article_id, row.start, row.end, table, "found", "rule", row.rule ?? row.kind, ""]));
    const before = data.before.length ? data.before : found;
    return csv([columns, ...before, ...done.flat().map((line) => columns.map((name) => line[name]))]);
  }

  /* The page. */

  const sentences = [];
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  for (let at = 0, text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement.closest(".sentence");
    const end = at + Array.from(text.data).length;
    if (node && node !== sentences.at(-1)?.node) sentences.push({ node, start: at, end });
    if (node) sentences.at(-1).end = end;
    at = end;
  }
  const sentenceAt = (start) => sentences.findLast((s) => s.start <= start) ?? sentences[0];
  const link = (start, words) => el("a", { href: "#" + encodeURI(sentenceAt(start).node.id) }, words);

  const keyOf = (table, row) => `${table} ${row.start} ${row.end}`;
  const drawn = [...prose.querySelectorAll(".tag")].map((tag) => ({
    key: tag.dataset.row, classes: tag.className.replace("tag ", ""), tag: tag.dataset.tag,
    about: tag.getAttribute("aria-label"), href: tag.getAttribute("href"),
  }));

  function marks() {
    const found = [];
    for (const mark of drawn) {
      const [table, start, end] = mark.key.split(" ");
      const layer = mark.classes.split(" ")[0];
      const row = rowAt(table, Number(start), Number(end), layer);
      if (!tables[table] || (row && !isCorrected(row))) found.push({ ...mark, start: Number(start), end: Number(end) });
    }
    found.push(...tables.quotes.filter(isCorrected).map(passageMark), ...tables.figures.filter(isCorrected).map(figureMark));
    const rank = (mark) => ["quotes", "figures"].indexOf(mark.key.split(" ")[0]) >>> 0;
    return found.sort((a, b) => a.start - b.start || b.end - a.end || rank(a) - rank(b));
  }

  const inLayer = (layer, row) => !row.lexicon || row.lexicon === { hedges: "hedges", charged: "loaded" }[layer];

  function passageMark(row) {
    const place = { key: keyOf("quotes", row), start: row.start, end: row.end, href: `#passage-${row.start}-${row.end}` };
    if (row.kind === "scare")
      return { ...place, href: "#Sources", classes: "voices scare", tag: "quoted words · corrected", about: "Words in quotation marks that no speaker is named for. Corrected by the reader." };
    const who = row.speaker_name ?? "nobody named";
    const status = row.status === "said" ? "" : `, ${row.status}`;
    const cue = row.cue ? `, verb or phrase: ${row.cue}` : "";
    return {
      ...place, classes: `voices ${row.kind === "direct" ? "direct" : "indirect"}`, tag: `${who}, ${row.kind}${status} · corrected`,
      about: `${who}, ${row.kind} speech${cue}${status}. Corrected by the reader.`,
    };
  }

  function figureMark(row) {
    const by = giver(row) ?? data.words.missing.source;
    const tag = row.kind === "harm" ? harmText(row, data.words) : row.source ? `figure by ${by}` : "figure";
    const counted = [row.what, harms[row.harm] ?? row.harm].filter(Boolean).join(" ") || row.kind;
    return {
      key: keyOf("figures", row), start: row.start, end: row.end, href: "#Figures", classes: "figures figure",
      tag: `${tag} · corrected`, about: `${wordsAt(row.start, row.end)}: ${counted}. Source: ${by}. Corrected by the reader.`,
    };
  }

  const closing = /^[”’"'»)\],.;:!?]*/;

  function drawArticle() {
    const all = marks();
    for (const { node, start, end } of sentences) {
      const here = all.filter((mark) => mark.start < end && mark.end > start);
      const cuts = [...new Set([start, end, ...here.flatMap((m) => [m.start, m.end]).filter((c) => c > start && c < end)])];
      cuts.sort((a, b) => a - b);
      const parts = [];
      let open = [];
      const inner = () => open.at(-1)?.node ?? { append: (...added) => parts.push(...added) };
      const tag = (closed, at) => closed.toReversed().filter((m) => m.mark.end === at).forEach((m) => inner().append(drawTag(m.mark)));
      let begun = 0;
      for (let i = 0; i + 1 < cuts.length; i += 1) {
        let from = cuts[i];
        const keep = open.findIndex((m) => m.mark.end <= from);
        const closed = keep < 0 ? [] : open.splice(keep);
        const opened = closed.filter((m) => m.mark.end > from).map((m) => m.mark);
        while (begun < here.length && here[begun].start <= from) opened.push(here[begun++]);
        if (closed.length) {
          const behind = opened.length ? "" : closing.exec(wordsAt(from, cuts[i + 1]))[0];
          inner().append(behind);
          tag(closed, from);
          from += Array.from(behind).length;
        }
        for (const mark of opened) {
          const drawnMark = el("mark", { class: mark.classes });
          inner().append(drawnMark);
          open.push({ mark, node: drawnMark });
        }
        inner().append(wordsAt(from, cuts[i + 1]));
      }
      const left = open;
      open = [];
      tag(left, end);
      node.replaceChildren(...parts);
    }
  }

  const drawTag = (mark) =>
    el(mark.href ? "a" : "span", {
      class: `tag ${mark.classes}`, "data-tag": mark.tag, "aria-label": mark.about, "data-row": mark.key, href: mark.href,
      role: mark.href ? null : "note", tabindex: mark.href ? null : 0,
    });

  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const fill = (name, ...children) => part(name)?.replaceChildren(...children);

  function drawSources() {
    const ordered = [...counts.sources.filter((s) => s.source), ...counts.sources.filter((s) => !s.source)];
    const shown = ordered.filter((source) => source.rows).map((s) => {
      const role = s.role && !s.source?.toLowerCase().includes(s.role.toLowerCase()) ? s.role : null;
      const about = [role, s.source && s.kind ? (data.words.kinds[s.kind] ?? s.kind) : null];
      for (const [n, how] of [[s.direct, "quoted"], [s.indirect, "reported"]])
        if (n) about.push(`${n} ${n === 1 ? "word" : "words"} ${how}`);
      return el("li", {}, el("h3", {}, s.source ?? "Nobody is named"), el("p", {}, about.filter(Boolean).join(" · ")),
        el("ul", { class: "said" }, ...s.rows.map(drawPassage)));
    });
    fill("heard", shown.length ? el("ul", { class: "sources" }, ...shown) : none(data.words.none.sources));
    const unheard = findUnheard();
    const [asked, rest] = [unheard.filter((person) => person[4]), unheard.filter((person) => !person[4])];
    const silent = asked.map(([name, , start, , words]) => [link(start, name), ` (“${words}”)`]);
    const names = rest.slice(0, limits.named).map(([name, role, start]) => [link(start, name), role && !name.toLowerCase().includes(role.toLowerCase()) ? ` (${role})` : ""]);
    const more = rest.length > limits.named ? ` and ${rest.length - limits.named} more` : "";
    const line = (words, people, end) => (people.length ? [el("p", {}, el("strong", {}, words), " ", ...joined(people), end)] : []);
    const lines = [...line("Asked, without an answer:", silent, "."), ...line("Mentioned and never heard:", names, `${more}.`)];
    fill("unheard", ...(lines.length || !shown.length ? lines : [none(data.words.none.unheard)]));
  }

  const sure = new Map([...document.querySelectorAll(".said li")].map((li) => [li.id, li.querySelector(".sure")?.textContent]));

  function drawPassage(row) {
    const words = wordsAt(row.start, row.end).trim().replace(/,+$/, "");
    const id = `passage-${row.start}-${row.end}`;
    const how = row.rule === "reader" ? "corrected by the reader" : sure.get(id);
    return el("li", { id, class: row.kind, "data-row": keyOf("quotes", row) }, `${row.kind === "direct" ? `“${words}”` : words} `,
      el("small", {}, link(row.start, row.cue ?? "here"), `, ${data.words.speech[row.kind] ?? row.kind}`,
        ...(row.status && row.status !== "said" ? [" · ", el("strong", {}, row.status)] : []),
        ...(how ? [" · ", el("span", { class: "sure" }, how)] : [])));
  }

  function findUnheard() {
    const heard = tables.quotes.map((row) => (row.speaker_name ? ` ${row.speaker_name} ` : "")).join("\n");
    return data.printed.filter(([name]) => !heard.includes(` ${name} `));
  }

  const isContested = (row) => row.category && !data.advised.includes(row.term);
  const wordHeads = [...(part("words")?.querySelectorAll("thead th") ?? [])].map((th) => th.textContent);

  function drawWords() {
    const labels = tables.labels.filter(isContested).map((row) => ({ ...row, sort: "label" }));
    const charged = tables.terms.filter((row) => row.lexicon === "loaded").map((row) => ({ ...row, sort: "charged" }));
    const used = [...labels, ...charged].map((row) => {
      const [voice, kind] = counts.voice(row.start, row.end);
      const unnamed = voice === null && kind !== "own" && kind !== "indirect";
      return { ...row, who: unnamed ? "nobody named" : (voice ?? data.words.missing.voice) };
    });
    const by = [...groups(used, (row) => row.who)].sort((a, b) => b[1].length - a[1].length);
    by.sort((a, b) => (b[0] === data.words.missing.voice) - (a[0] === data.words.missing.voice));
    const listed = (rows) => {
      const same = [...groups(rows, (row) => wordsAt(row.start, row.end).toLowerCase().replace(/^the /, "")).values()];
      return same.length
        ? joined(same.map((r) => [link(r[0].start, wordsAt(r[0].start, r[0].end)), r.length > 1 ? ` (${r.length})` : ""]))
        : [missing("none")];
    };
    const rows = by.map(([who, found]) =>
      ({ cells: [[who], ...["label", "charged"].map((sort) => listed(found.filter((row) => row.sort === sort)))] }));
    fill("words", used.length ? tableOf(wordHeads, rows) : none(data.words.none.words));
  }

  /* "ministers", as the sources are called, also where a sentence of theirs begins with "Ministers". */
  function giver(row) {
    const [voice] = counts.voice(row.start, row.end);
    const [said, heard] = [row.source, voice].map((words) => words?.toLowerCase() ?? "");
    if (said.split(" ").at(-1) !== heard.split(" ").at(-1) || said === `the ${heard}`) return row.source?.replace(/^(?:The|An?) /, (article) => article.toLowerCase());
    return voice;
  }

  function drawFigures() {
    const rows = tables.figures.map((row) => {
      const what = [row.what, harms[row.harm] ?? row.harm].filter(Boolean).join(" ");
      const notes = [row.part && !isCorrected(row) ? `part of “${row.part}”` : "", what ? row.when : ""].filter(Boolean);
      const printed = wordsAt(row.start, row.end) + (isCorrected(row) ? ` (${figureText(row, bounds)})` : "");
      return { key: keyOf("figures", row), cells: [
        [link(row.start, data.figures.counted.includes(row.kind) ? figureText(row, bounds) : printed)],
        [what || "–", ...(notes.length ? [" ", el("small", {}, notes.join(", "))] : [])],
        [row.hedge ?? (row.status && row.status !== "reported" ? row.status : "–")],
        [giver(row) ?? missing(data.words.missing.source), isCorrected(row) ? " · corrected by the reader" : ""],
      ] };
    });
    fill("figures", rows.length ? tableOf(data.figures.heads, rows) : none(data.words.none.figures));
  }

  /* Charts that count rows are drawn anew; one that rests on dictionaries says that it is as before. */
  function drawCharts() {
    const voice = (row) => counts.voice(row.start, row.end)[0] ?? data.words.missing.voice;
    const frames = tables.terms.filter((row) => row.lexicon === "frames").map((row) => [row.category, voice(row)]);
    const verbs = tables.quotes.filter((row) => row.cue).map((row) => [row.speaker_name ?? "nobody named", data.verbs[row.cue]]);
    for (const [id, unit, pairs] of [["Frames", "words", frames], ["How-they-are-introduced", "passages", verbs]])
      document.querySelectorAll(`#${id} .who-chart`).forEach((figure) => drawBars(figure, unit, data.figures.looks, pairs));
    document.querySelectorAll("[data-part=charts-as-before]").forEach((note) => { note.hidden = !done.length; });
    const hedged = rowsOf(data.tables.terms).filter((row) => ["hedges", "unnamed_sources"].includes(row.lexicon));
    const isStruck = (row) => !tables.terms.some((r) => r.start === row.start && r.end === row.end && r.lexicon === row.lexicon);
    document.querySelectorAll("#Hedges tbody tr").forEach((line, i) => { line.hidden = isStruck(hedged[i]); });
  }

  /* A question stays while what raised it is as it was found; the first three that stay are asked. */
  function drawQuestions() {
    const isAsFound = ([table, start, end]) => {
      const place = (row) => row.start === Number(start) && row.end === Number(end);
      const own = () => counts.voice(Number(start), Number(end))[1] === "own";
      if (!table) return true;
      if (table === "people") return findUnheard().some((person) => person[2] === Number(start));
      if (table === "passives") return own();
      if (!start) return !done.flat().some((line) => line.table === { casualties: "figures" }[table] || line.table === table);
      return tables[table].some((row) => place(row) && !isCorrected(row)) && (table !== "labels" || own());
    };
    let asked = 0;
    document.querySelectorAll("main .questions > li[data-asks]").forEach((question) => {
      question.hidden = asked === limits.asked || !isAsFound(question.dataset.asks.split(" "));
      asked += question.hidden ? 0 : 1;
    });
  }

  /* A sentence of In short, filled in as findings.py does. */
  function saidIn(name, facts, begins = true) {
    const parts = data.words.short[name].split(/[{}]/);
    const said = parts.flatMap((part, i) => (i % 2 ? facts[part] : [part])).filter((part) => part !== "");
    if (begins && typeof said[0] === "string") said[0] = upper(said[0]);
    else if (begins) said[0].textContent = upper(said[0].textContent);
    return said;
  }

  /* Who has most words, close together, as findings.py tells. */
  function leadingOf(voices, unsure) {
    const near = voices.filter((s) => s.n >= limits.close / 100 * voices[0].n - unsure);
    return near.length > limits.abreast || near.some((s) => ["unnamed", "role"].includes(s.kind)) ? [] : near;
  }

  function drawShort() {
    const { words, sources } = counts;
    const [total, called] = [Math.max(tokens.length, 1), (name) => data.called[name] ?? name];
    const kinds = ["only quoted", "only reported"].filter((_, i) => [words.direct, words.indirect][i]);
    fill("length", ...saidIn(kinds.length === 2 ? "length" : (kinds[0] ?? "nobody heard"), {
      words: section("The-article", count(tokens.length, "word")), reported: percent(words.indirect / total), n: words.indirect,
      quoted: section("Sources", `${percent(words.direct / total)} are quoted (${words.direct})`),
    }));
    const named = sources.filter((s) => s.source);
    const unnamed = sources.filter((s) => !s.source).reduce((sum, s) => sum + s.passages, 0);
    const [all, unsure] = [named, sources.filter((s) => !s.source)].map((rows) => rows.reduce((sum, s) => sum + s.n, 0));
    const leading = leadingOf(named, unsure);
    const following = leading.length === 1 ? leadingOf(named.slice(1), unsure) : [];
    const [first, second] = [leading, following].map((rows) => listed(rows.map((s) => [`${called(s.source)} (${s.n})`])));
    const heard = all + unsure || !named.length ? ["no source", "one source", first.length ? "sources" : "even"][Math.min(named.length, 2)] : "nothing said";
    fill("sources", ...(sources.length ? saidIn(heard, {
      first, then: second.length ? saidIn("then", { second }, false) : [], only: named.length ? called(named[0].source) : "",
      about: named.length > limits.abreast ? "about " : "", words: count(all, "word"), sources: section("Sources", count(named.length, "source")),
      nobody: unnamed ? saidIn("nobody", { passages: count(unnamed, "passage") }, false) : [],
    }) : []));
    const unheard = findUnheard().sort((a, b) => b[3] - a[3]);
    const told = ["unheard", "asked"].flatMap((name) => {
      const silent = unheard.filter((person) => Boolean(person[4]) === (name === "asked"));
      const names = listed(silent.map(([who, , start]) => [link(start, called(who))]));
      return silent.length ? [saidIn(name, { names }, false)] : [];
    });
    fill("unheard-short", ...(told.length ? saidIn("silent", { told: told.flatMap((part, i) => (i ? ["; ", ...part] : part)) }) : []));
    const given = tables.figures;
    const tellsOfHarm = (row) =>
      row.kind === "harm" && row.harm !== "other" && row.high !== 0 && (!row.part || isCorrected(row)) && !data.words.not_so.includes(row.status);
    const by = (row) => (row.source ? `according to ${called(giver(row))}` : data.words.missing.source);
    const same = ({ low, high, harm, when }) => [low ?? high, low !== null && high > low ? high : "", harms[harm] ?? harm, when ?? ""].join();
    const once = [...groups(given.filter(tellsOfHarm), same).values()];
    const sourced = once.map((rows) => rows.find((row) => row.source) ?? rows[0]).sort((a, b) => a.start - b.start);
    const harmed = listed(sourced.map((row) => [link(row.start, harmText(row, data.words)), ` (${by(row)})`]));
    const sure = given.filter((row) => row.source).length;
    fill("figures-short", ...(given.length ? saidIn("figures", {
      figures: section("Figures", count(given.length, "figure")), told: sure !== given.length ? `${inWords(sure)} ` : sure > 1 ? "all " : "",
      people: harmed.length ? saidIn("people", { harmed }, false) : [],
    }) : []));
    const labels = tables.labels.filter(isContested);
    const mine = labels.filter((row) => counts.voice(row.start, row.end)[1] === "own");
    const own = listed([...groups(mine, (row) => row.term)].map(([term, [row]]) => ["“", link(row.start, term), "”"]));
    fill("labels-short", ...(labels.length ? saidIn("labels", {
      labels: section("Words", count(labels.length, "contested label")),
      own: saidIn(own.length ? "own words" : "no own words", { words: own }, false),
    }) : []));
  }

  function redraw(before = "") {
    tables = mended(done.flat());
    counts = countAll(tables);
    for (const draw of [drawArticle, drawSources, drawWords, drawFigures, drawCharts, drawQuestions, drawShort]) draw();
    save.href = asData("text/csv", saved());
    save.toggleAttribute("hidden", !done.length);
    toldAnew();
    say(`${before}${done.length ? upper(count(done.length, "correction")) : "No corrections"}.`);
  }

  const passage = ["start", "end", "kind", "cue", "speaker_name", "speaker_kind", "status", "rule"];
  const passages = () => tables.quotes.map((row) => [...passage.map((c) => row[c]), wordsAt(row.start, row.end)]);
  part("unheard")?.after(saveLinks("", ["Save all passages as CSV", "passages.csv",
    () => asData("text/csv", csv([[...passage, "text"], ...passages()]))]));

  /* The bar under the article, and the card of a tag. */

  const status = el("span", { role: "status" });
  const say = (words) => { status.textContent = words; };
  const save = el("a", { class: "button", download: "corrections.csv", hidden: true }, "Save corrections");
  const bar = el("div", { class: "mend-bar", role: "group", "aria-label": "Mend it" },
    el("button", { type: "button", onclick: () => add("quotes") }, "Add a passage"),
    el("button", { type: "button", onclick: () => add("figures") }, "Add a figure"),
    el("button", { type: "button", onclick: undo }, "Undo"), save, status);
  const card = el("dialog", { class: "mend-card", "aria-labelledby": "mend-title" });
  article.append(bar);
  for (const chart of document.querySelectorAll(":is(#Tone, #Words-of-its-own) .who-chart"))
    chart.before(el("p", { class: "note", "data-part": "charts-as-before", hidden: true },
      "As it was before your corrections: save them, and make the report with --corrections to draw it anew."));
  document.body.append(card);
  let selected = null, unsaved = 0, toldAnew = () => {};

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || !prose.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
    if (selection.isCollapsed) { selected = null; return; }
    const before = document.createRange();
    const range = selection.getRangeAt(0);
    before.setStart(prose, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    selected = wholeWords(start, start + Array.from(range.toString()).length);
  });

  function wholeWords(start, end) {
    const held = tokens.filter((token) => token[0] < end && token[1] > start);
    if (!held.length) return null;
    return [held[0][0], Math.max(held.at(-1)[1], end - /[^.,!?]*$/.exec(wordsAt(start, end))[0].length)];
  }

  function add(table) {
    if (selected) return addAt(table, ...selected);
    const words = el("input", { id: "mend-words", autocomplete: "off" });
    const take = () => {
      const at = prose.textContent.indexOf(words.value.trim());
      if (!words.value.trim() || at < 0) return say("These words do not stand in the article.");
      const start = Array.from(prose.textContent.slice(0, at)).length;
      return addAt(table, start, start + Array.from(words.value.trim()).length);
    };
    return openCard(table === "quotes" ? "Add a passage" : "Add a figure", [el("label", {}, "Its words, as they are printed", words),
      el("button", { type: "button", onclick: take }, "Add")], null);
  }

  function addAt(table, start, end) {
    const own = { start, end, table };
    const change = (column, value) => ({ ...own, action: "change", column, value });
    const lines = [{ ...own, action: "add", column: "text", value: wordsAt(start, end) }];
    if (table === "figures") {
      const [low, high] = numbersIn(wordsAt(start, end));
      const [source] = counts.voice(start, end);
      lines.push(...(low === undefined ? [] : amount(own, low, high)), ...(source ? [change("source", source)] : []));
    } else if (!data.quoted.some(([from, to]) => from <= start && end <= to)) lines.push(change("kind", "indirect"));
    if (mend(...lines)) { selected = null; openRow(table, start, end, table === "quotes" ? "voices" : "figures"); }
  }

  /* A figure's number as it is typed or printed, and the lines that set it with its bound. */
  const amount = (own, low, high = low, bound = low === high ? "exact" : "range") =>
    Object.entries({ low: bound === "at_most" ? "" : low, high: bound === "at_least" ? "" : high, bound })
      .map(([column, value]) => ({ ...own, action: "change", column, value }));

  const rowAt = (table, start, end, layer) => tables[table]?.find((r) => r.start === start && r.end === end && inLayer(layer, r));

  function openRow(table, start, end, layer) {
    const row = rowAt(table, start, end, layer);
    const tag = tagOf(table, start, end, layer);
    if (!tag) return;
    const about = el("p", {}, tag.getAttribute("aria-label"));
    toldAnew = () => {  // a change of one field can change another
      const now = rowAt(table, start, end, layer);
      about.textContent = tagOf(table, start, end, layer)?.getAttribute("aria-label") ?? "";
      for (const field of now ? card.querySelectorAll("[data-column]") : []) field.value = shownIn(now, field.dataset.column) ?? "";
    };
    const fields = [about];
    if (tag.getAttribute("href")) fields.push(el("p", {}, el("a", { href: tag.getAttribute("href"), onclick: shut }, "Go to its row")));
    if (row) fields.push(...rowFields(table, row, layer));
    openCard(`“${shorten(wordsAt(start, end), 90)}”`, fields, () => tagOf(table, start, end, layer));
  }

  const tagOf = (table, start, end, layer) =>
    [...prose.querySelectorAll(`.tag.${layer}`)].find((tag) => tag.dataset.row === `${table} ${start} ${end}`);

  const asked = {
    quotes: { speaker_name: "Who speaks", kind: "How", speaker_kind: "The speaker is", status: "It is" },
    figures: {
      low: "The number (12, or 12 to 15)", bound: "How exact", what: "What it counts", kind: "What kind it is",
      source: "Who gives it", hedge: "Hedge", status: "It is told as",
    },
  };

  const names = {
    ...data.words.speech, ...data.words.kinds, scare: "nobody’s words", none: "nobody",
    exact: "exactly", at_least: "at least", at_most: "at most", approx: "about", range: "from, to", vague: "vaguely",
    ...Object.fromEntries(data.correctable.figures.harm.map((harm) => [harm, `people ${harm}`])), other: "people harmed in another way",
  };

  /* What a field shows and sets; of a figure, both ends are one field, and so are its kind and who was harmed how. */
  const shownIn = (row, column) => {
    if (column === "low") return [...new Set([row.low, row.high])].filter((n) => n !== null).map(number).join(" to ");
    return column === "kind" && row.kind === "harm" ? row.harm : row[column];
  };

  function linesFor(table, row, column, value) {
    const own = { start: row.start, end: row.end, table };
    const change = { ...own, action: "change", column, value };
    if (table === "figures" && column === "low") {
      const [low, high] = numbersIn(value);
      const keeps = high === undefined && row.bound !== "range";
      return low === undefined ? [change] : amount(own, low, high, keeps ? row.bound : undefined);
    }
    const [first, last] = [row.low ?? row.high, row.high ?? row.low];
    if (column === "bound" && first !== null) return amount(own, first, ["exact", "approx"].includes(value) ? first : last, value);
    if (column === "kind" && data.correctable[table].harm?.includes(value)) return [{ ...change, column: "harm" }];
    const speaks = column === "speaker_name" && row.kind === "scare" ? [{ ...change, column: "kind", value: "direct" }] : [];
    return [...speaks, change];
  }

  function rowFields(table, row, layer) {
    const { start, end } = row;
    const own = { start, end, table };
    const again = (from, to) => openRow(table, from, to, layer);
    const { harm = [] } = data.correctable[table];
    const fields = Object.entries(asked[table] ?? {}).map(([column, words]) => {
      const known = data.correctable[table][column];
      const choices = column === "kind" ? [...harm, ...known.filter((kind) => kind !== "harm")] : known;
      const now = shownIn(row, column);
      const isName = ["speaker_name", "source"].includes(column);
      const set = ({ target }) => {
        const before = rowAt(table, start, end)[column];
        const value = target.value.trim();
        if (!mend(...linesFor(table, rowAt(table, start, end), column, value))) return;
        if (isName) offer(target.parentElement, table, column, before, value);
        say(`${words}: ${names[value] ?? (value || "nobody")}. ${upper(count(done.length, "correction"))}.`);
      };
      const field = choices.length
        ? el("select", { "data-column": column, onchange: set }, ...choices.map((c) => el("option", { value: c, selected: now === c }, names[c] ?? c)))
        : el("input", { "data-column": column, value: now ?? "", list: isName ? "mend-names" : null, autocomplete: "off", onchange: set });
      return el("label", {}, words, field);
    });
    const move = (column, to, words) => el("button", { type: "button", onclick: () => {
      if (to !== undefined && mend({ ...own, action: "change", column, value: to })) again(column === "start" ? to : start, column === "end" ? to : end);
    } }, words);
    const strike = el("button", { type: "button", onclick: () => {
      const which = row.lexicon ? { column: "lexicon", value: row.lexicon } : { column: "text", value: wordsAt(start, end) };
      if (mend({ ...own, action: "strike", ...which })) shut();
    } }, "Strike it out");
    if (table in data.fresh) fields.push(el("div", { role: "group", "aria-label": "Where it begins and ends" },
      move("start", tokens.findLast((t) => t[0] < start)?.[0], "Begin a word earlier"),
      move("start", tokens.find((t) => t[0] > start)?.[0], "Begin a word later"),
      move("end", tokens.findLast((t) => t[1] < end)?.[1], "End a word earlier"),
      move("end", tokens.find((t) => t[1] > end)?.[1], "End a word later")));
    return [...fields, strike];
  }

  /* Whoever was mistaken once often is again: one button sets the same name in the other rows that have the old one. */
  function offer(label, table, column, before, value) {
    card.querySelector(".others")?.remove();
    const others = before && before !== value ? tables[table].filter((row) => row[column] === before) : [];
    const lines = others.map(({ start, end }) => ({ start, end, table, action: "change", column, value }));
    const what = table === "quotes" ? "passage" : "figure";
    const words = others.length === 1 ? `the other ${what} of ${before}` : `the other ${others.length} ${what}s of ${before}`;
    const take = ({ target }) => { if (mend(...lines)) { label.querySelector("input").focus(); target.remove(); } };
    if (lines.length) label.after(el("button", { type: "button", class: "others", onclick: take }, `Also ${words}`));
  }

  function openCard(title, fields, leadsTo) {
    back = leadsTo;
    const names = new Set([...tables.quotes.map((row) => row.speaker_name), ...data.printed.map(([name]) => name)].filter(Boolean));
    card.replaceChildren(el("h2", { id: "mend-title" }, title), ...fields,
      el("button", { type: "button", onclick: shut }, "Close"),
      el("datalist", { id: "mend-names" }, ...[...names].map((name) => el("option", { value: name }))));
    if (!card.open) card.show();
    const tag = back?.();
    const [under, over] = [tag?.getBoundingClientRect(), card.getBoundingClientRect()];
    if (tag && under.bottom > over.top && under.right > over.left) tag.scrollIntoView({ block: "start" });
    card.querySelector("input, select, a, button").focus({ preventScroll: true });
  }

  let back = null;
  function shut() {
    document.activeElement.blur();  // what was typed last holds, too
    card.close();
    (back?.() ?? bar.querySelector("button")).focus({ preventScroll: true });
  }
  card.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  const opened = (event) => {
    const held = event.target.closest?.("[data-row]");
    const isTag = held?.classList.contains("tag");
    if (!held || (event.type === "keydown" && event.key !== "Enter") || (!isTag && event.target.closest("a"))) return;
    event.preventDefault();
    const [table, start, end] = held.dataset.row.split(" ");
    openRow(table, Number(start), Number(end), isTag ? held.classList[1] : table === "quotes" ? "voices" : table);
  };
  document.querySelector("main").addEventListener("click", opened);
  prose.addEventListener("keydown", opened);
  window.addEventListener("beforeunload", (event) => { if (done.length > unsaved) event.preventDefault(); });
  save.addEventListener("click", () => { unsaved = done.length; });
  for (const draw of [drawSources, drawFigures]) draw();  // their rows can be tapped then
  say("Something wrong? Tap a tag or a row to mend it, or select words and add them.");

  window.whoSaysSo = { mend, undo, saved, tables: () => tables, counts: () => counts };
});
