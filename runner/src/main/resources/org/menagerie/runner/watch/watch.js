'use strict';
const STATES = ['running', 'stopping', 'failed', 'stopped', 'waiting', 'finished'];
const COLOURS = {running: '--accent', stopping: '--hold', failed: '--bad', stopped: '--hold', waiting: '--line', finished: '--good'};
const AT_WORK = ['running', 'stopping'];
const MOST_ROWS = 100;
const MOST_PAIRS = 200;
const SECONDS = 4, ACCURACY = 3;

const byId = id => document.getElementById(id);
const token = new URLSearchParams(location.hash.slice(1)).get('token');
let runs = [], groups = [], differing = [], verdicts = {finals: [], pairs: [], problems: []};
let filter = 'all', everyRow = false, quantity = ACCURACY, open = null;
let axis = null, axisKey = '';

/* What has changed since it was last drawn. */
const dirty = {runs: new Set(), groups: new Set(), names: false, verdicts: false, pending: false};

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/* ---- what the server says ---- */

function connect() {
  const events = new EventSource('events');
  events.onmessage = message => take(JSON.parse(message.data));
  events.onopen = () => link('Live', false);
  events.onerror = () => link('The command has ended or does not answer; what is shown is what was last known.', true);
}

function link(text, lost) {
  setText(byId('link'), text);
  byId('link').classList.toggle('lost', lost);
}

function take(update) {
  if (update.all) {
    runs = [];
    groups = [];
    rows.clear();
    panels.clear();
    for (const id of ['rows', 'panels', 'models-rows', 'pair-rows']) byId(id).replaceChildren();
    document.title = update.title;
    setText(byId('title'), update.title);
    axisKey = '';
  }
  if (update.groups) {
    differing = update.differing;
    for (const known of update.groups) {
      const group = groups[known.id] ||= {runs: []};
      Object.assign(group, known, {name: name(known.settings)});
    }
    dirty.names = true;
    groups.forEach(group => dirty.groups.add(group));
    runs.forEach(run => dirty.runs.add(run));
  }
  update.runs.forEach(takeRun);
  if (update.verdicts) {
    verdicts = update.verdicts;
    dirty.verdicts = true;
    groups.forEach(group => dirty.groups.add(group));
  }
  drawSoon();
}

function takeRun({from, epochs, ...news}) {
  let run = runs[news.id];
  if (!run) {
    run = runs[news.id] = {epochs: [], seconds: 0};
    groups[news.group].runs.push(run);
  }
  delete run.reason;
  Object.assign(run, news);
  run.epochs.length = from;
  run.epochs.push(...epochs);
  run.seconds = run.epochs.reduce((sum, epoch) => sum + epoch[SECONDS], 0);
  dirty.runs.add(run);
  dirty.groups.add(groups[run.group]);
  if (open === run) showDetails();
}

/* The model, and what else tells a group apart. */
function name(settings) {
  const {model, ...others} = settings;
  return [model, ...Object.entries(others).filter(([, value]) => value)
      .map(([key, value]) => ['engine', 'dataset', 'recipe'].includes(key) ? value : key + '=' + value)].join(' · ');
}

/* ---- time left ---- */

function secondsPerEpoch(some) {
  let seconds = 0, epochs = 0;
  for (const run of some) {
    seconds += run.seconds;
    epochs += run.epochs.length;
  }
  return epochs ? seconds / epochs : null;
}

function left(run, otherwise) {
  const each = secondsPerEpoch([run]) ?? secondsPerEpoch(groups[run.group].runs) ?? otherwise;
  if (each === null) return null;
  const since = AT_WORK.includes(run.state) ? Math.min(each, Math.max(0, (Date.now() - run.changed_at) / 1000)) : 0;
  const epochs = run.state === 'stopping' ? 1 : run.planned - run.epochs.length;
  return Math.max(0, epochs * each - since);
}

function duration(seconds) {
  if (seconds < 90) return Math.round(seconds) + ' s';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes + ' min';
  return Math.floor(minutes / 60) + ' h' + (minutes % 60 ? ' ' + minutes % 60 + ' min' : '');
}

/* ---- drawing ---- */

function drawSoon() {
  if (!dirty.pending) {
    dirty.pending = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  dirty.pending = false;
  drawTotal();
  drawRows();
  drawModels();
  drawPanels();
  if (dirty.verdicts || dirty.names) drawPairs();
  dirty.runs.clear();
  dirty.groups.clear();
  dirty.names = dirty.verdicts = false;
}

function counts() {
  const all = Object.fromEntries(STATES.map(state => [state, 0]));
  runs.forEach(run => all[run.state]++);
  return all;
}

function drawTotal() {
  const all = counts();
  const bar = byId('bar');
  for (const state of ['finished', 'running', 'stopping', 'stopped', 'failed', 'waiting']) {
    let part = bar.querySelector('[data-state=' + state + ']');
    if (!part) {
      part = element('i');
      part.dataset.state = state;
      part.style.background = 'var(' + COLOURS[state] + ')';
      bar.append(part);
    }
    part.style.width = 100 * all[state] / Math.max(1, runs.length) + '%';
  }
  const words = ['running', 'stopping', 'waiting', 'stopped', 'failed'].filter(state => all[state])
      .map(state => all[state] + ' ' + state);
  setText(byId('total'), [all.finished + ' of ' + runs.length + ' runs finished', ...words, ...timeLeft(all)].join(', '));
  drawFilters(all);
}

function timeLeft(all) {
  const working = all.running + all.stopping;
  const otherwise = secondsPerEpoch(runs);
  if (!working || otherwise === null) return [];
  let seconds = 0, longest = 0;
  for (const run of runs) {
    if (run.state === 'waiting' || AT_WORK.includes(run.state)) {
      const own = left(run, otherwise);
      seconds += own;
      longest = Math.max(longest, own);
    }
  }
  return ['about ' + duration(Math.max(longest, seconds / working)) + ' left'];
}

function drawFilters(all) {
  const box = byId('states');
  for (const state of ['all', ...STATES]) {
    let button = box.querySelector('[data-state=' + state + ']');
    if (!button) {
      button = element('button');
      button.type = 'button';
      button.dataset.state = state;
      button.onclick = () => { filter = state; everyRow = false; drawSoon(); };
      box.append(button);
    }
    const number = state === 'all' ? runs.length : all[state];
    setText(button, state + ' ' + number);
    button.hidden = !number && filter !== state && state !== 'all';
    button.setAttribute('aria-pressed', String(filter === state));
  }
}

const rows = new Map();

function drawRows() {
  const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = runs.filter(run => (filter === 'all' || run.state === filter) && matches(run, words));
  chosen.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.id - b.id);
  const shown = everyRow ? chosen : chosen.slice(0, MOST_ROWS);
  const body = byId('rows');
  const wanted = new Set(shown);
  for (const [run, row] of rows) {
    if (!wanted.has(run)) {
      row.tr.remove();
      rows.delete(run);
    }
  }
  let next = body.firstChild;
  for (const run of shown) {
    let row = rows.get(run);
    if (!row) {
      row = newRow(run);
      rows.set(run, row);
      drawRow(run, row);
    } else if (dirty.runs.has(run)) {
      drawRow(run, row);
    }
    if (row.tr === next) next = next.nextSibling;
    else body.insertBefore(row.tr, next);
  }
  setText(byId('shown'), chosen.length ? shown.length < chosen.length ? 'The first ' + shown.length + ' of ' + chosen.length + '.' : '' : 'There is no such run.');
  byId('more').hidden = shown.length === chosen.length;
}

function matches(run, words) {
  const text = words.length ? (run.name + ' ' + groups[run.group].name + ' ' + run.seed).toLowerCase() : '';
  return words.every(word => text.includes(word));
}

function newRow(run) {
  const tr = element('tr');
  const head = element('th', undefined, 'name');
  head.scope = 'row';
  const button = element('button');
  button.type = 'button';
  button.onclick = () => details(run);
  const reason = element('small');
  head.append(button, reason);
  const epochs = element('td');
  const meter = element('span', undefined, 'meter');
  meter.setAttribute('aria-hidden', 'true');
  const fill = element('i');
  meter.append(fill);
  const number = element('span');
  epochs.append(meter, number);
  const cells = {tr, button, reason, state: element('td'), fill, number, accuracy: element('td', '', 'number percent'),
    loss: element('td', '', 'number wide'), left: element('td', '', 'number left'), act: element('td', '', 'do')};
  tr.append(head, cells.state, epochs, cells.accuracy, cells.loss, cells.left, cells.act);
  return cells;
}

function drawRow(run, row) {
  setText(row.button, groups[run.group].name + ' · ' + run.seed);
  row.button.title = run.name;
  setText(row.reason, (run.reason || '').split('\n')[0]);
  setText(row.state, run.state);
  row.state.className = 'state ' + run.state;
  row.fill.style.transform = 'scaleX(' + Math.min(1, run.epochs.length / run.planned) + ')';
  setText(row.number, run.epochs.length + '/' + run.planned);
  const last = run.epochs.at(-1);
  setText(row.accuracy, last ? last[3].toFixed(2) : '');
  setText(row.loss, last ? last[2].toFixed(4) : '');
  drawLeft(run, row);
  const action = actionOf(run);
  if (row.act.dataset.action !== String(action)) {
    row.act.dataset.action = action;
    row.act.replaceChildren(...(action ? [actionButton(run, action)] : []));
  }
}

function drawLeft(run, row) {
  const seconds = AT_WORK.includes(run.state) ? left(run, secondsPerEpoch(runs)) : null;
  setText(row.left, seconds === null ? '' : duration(seconds));
}

/* ---- curves ---- */

const panels = new Map();
const seen = new IntersectionObserver(entries => {
  for (const {target, isIntersecting} of entries) {
    const group = target.group;
    const panel = panels.get(group);
    if (panel) {
      panel.visible = isIntersecting;
      if (isIntersecting && panel.stale) drawSoon();
    }
  }
}, {rootMargin: '200px'});

function drawPanels() {
  let low = Infinity, high = -Infinity, epochs = 1;
  for (const run of runs) {
    epochs = Math.max(epochs, run.planned);
    for (const epoch of run.epochs) {
      low = Math.min(low, epoch[quantity]);
      high = Math.max(high, epoch[quantity]);
    }
  }
  const key = [low, high, epochs, quantity].join();
  const all = key !== axisKey;
  if (all) {
    axisKey = key;
    axis = chart.scale(low, high, quantity === 1 || quantity === ACCURACY);
  }
  for (const group of groups) {
    let panel = panels.get(group);
    if (!panel) {
      panel = newPanel(group);
      panels.set(group, panel);
    }
    panel.stale ||= all || dirty.groups.has(group);
    if (panel.stale && panel.visible) {
      panel.stale = false;
      const points = chart.draw(panel.canvas, group, epochs, axis, quantity);
      caption(panel, group, points);
    }
  }
}

function newPanel(group) {
  const figure = element('figure');
  const title = element('figcaption');
  const text = element('span');
  const now = element('small');
  title.append(text, now);
  const canvas = element('canvas');
  canvas.setAttribute('role', 'img');
  canvas.group = group;
  figure.append(title, canvas);
  byId('panels').append(figure);
  seen.observe(canvas);
  return {canvas, text, now, visible: false, stale: true};
}

function caption(panel, group, points) {
  setText(panel.text, group.name);
  const last = points.at(-1);
  const what = byId('quantity').selectedOptions[0].textContent + (quantity > 1 ? ' (' + group.judged + ')' : '');
  const number = value => value.toFixed(quantity === 1 || quantity === ACCURACY ? 2 : 4);
  const text = last
    ? 'Epoch ' + points.length + ': ' + what + ' ' + number(last.mean)
        + (last.runs > 1 ? ', ' + number(last.low) + ' to ' + number(last.high) + ' of ' + last.runs + ' runs' : '')
    : 'No epoch yet.';
  setText(panel.now, text);
  panel.canvas.setAttribute('aria-label', group.name + '. ' + text);
}

/* ---- models and pairs ---- */

function drawModels() {
  if (dirty.names) {
    const head = element('tr');
    for (const key of differing) head.append(header(key, ''));
    for (const key of ['finished', 'final test accuracy %', 'so far %', 'training loss', 's per epoch']) head.append(header(key, 'number'));
    byId('models-head').replaceChildren(head);
    byId('models-rows').replaceChildren();
  }
  const body = byId('models-rows');
  for (const group of groups) {
    let row = body.children[group.id];
    if (!row) {
      row = element('tr');
      differing.forEach(key => row.append(element('td', group.settings[key] || '–', 'long')));
      row.firstChild.prepend(swatch(group));
      for (let i = 0; i < 5; i++) row.append(element('td', '', 'number'));
      body.append(row);
    } else if (!dirty.groups.has(group)) {
      continue;
    }
    const final = verdicts.finals.find(known => known.group === group.id);
    const latest = group.runs.map(run => run.epochs.at(-1)).filter(Boolean);
    const mean = which => latest.reduce((sum, epoch) => sum + epoch[which], 0) / latest.length;
    const each = secondsPerEpoch(group.runs);
    [
      group.runs.filter(run => run.state === 'finished').length + '/' + group.runs.length,
      final ? final.mean.toFixed(2) + (final.sd === undefined ? '' : ' ± ' + final.sd.toFixed(2)) : '–',
      latest.length ? mean(ACCURACY).toFixed(2) : '–',
      latest.length ? mean(0).toFixed(4) : '–',
      each === null ? '–' : each.toFixed(each < 10 ? 2 : 1),
    ].forEach((text, i) => setText(row.children[differing.length + i], text));
  }
}

function header(text, className) {
  const th = element('th', text, className);
  th.scope = 'col';
  return th;
}

function swatch(group) {
  const made = element('span', undefined, 'swatch');
  made.style.background = 'var(--c' + group.id % 6 + ')';
  return made;
}

function drawPairs() {
  const rank = pair => (pair.verdict === 'undecided' ? 1 : 0);
  const pairs = [...verdicts.pairs].sort((a, b) => rank(a) - rank(b) || Math.abs(b.difference) - Math.abs(a.difference));
  byId('pair-rows').replaceChildren(...pairs.slice(0, MOST_PAIRS).map(pair => {
    const row = element('tr');
    const sign = value => (value < 0 ? '−' : '+') + Math.abs(value).toFixed(2);
    row.append(
        element('td', groups[pair.first].name, 'long'), element('td', groups[pair.second].name, 'long'),
        element('td', pair.seeds, 'number'), element('td', sign(pair.difference), 'number'),
        element('td', pair.low === undefined ? '–' : sign(pair.low) + ' to ' + sign(pair.high), 'number'),
        element('td', pair.verdict, pair.verdict));
    return row;
  }));
  const decided = pairs.filter(pair => pair.verdict !== 'undecided').length;
  setText(byId('pairs-shown'), pairs.length
    ? decided + ' of ' + pairs.length + ' pairs are decided.' + (pairs.length > MOST_PAIRS ? ' The first ' + MOST_PAIRS + ' are shown.' : '')
    : 'No two groups have finished runs of the same seed yet.');
  byId('problems').hidden = !verdicts.problems.length;
  byId('problems').replaceChildren(...verdicts.problems.slice(0, 20).map(problem => element('li', problem)));
}

/* ---- one run ---- */

async function details(run) {
  open = run;
  byId('details-log').textContent = '';
  await showDetails();
  byId('details').showModal();
}

async function showDetails() {
  const run = open;
  setText(byId('details-title'), groups[run.group].name + ' · ' + run.seed + ' (' + run.state + ')');
  const action = actionOf(run);
  const close = element('button', 'Close');
  close.type = 'button';
  close.onclick = () => byId('details').close();
  byId('details-buttons').replaceChildren(close, ...(action ? [actionButton(run, action)] : []));
  const answer = await fetch('run?run=' + run.id);
  if (!answer.ok || open !== run) return;
  const known = await answer.json();
  setText(byId('details-reason'), known.reason || '');
  const list = byId('details-settings');
  list.replaceChildren(...Object.entries({folder: known.folder, ...known.settings})
      .flatMap(([key, value]) => [element('dt', key), element('dd', value)]));
  const log = byId('details-log');
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
  setText(log, known.log || 'Nothing was printed.');
  byId('details-cut').hidden = !known.cut;
  if (atEnd) log.scrollTop = log.scrollHeight;
}

/* ---- stop and resume ---- */

function actionOf(run) {
  if (!token) return null;
  return run.state === 'running' ? 'stop' : run.state === 'stopped' || run.state === 'failed' ? 'resume' : null;
}

function actionButton(run, action) {
  const button = element('button', action === 'stop' ? 'Stop' : 'Resume');
  button.type = 'button';
  button.setAttribute('aria-label', button.textContent + ' ' + groups[run.group].name + ' ' + run.seed);
  button.onclick = async () => {
    button.disabled = true;
    try {
      const answer = await fetch(action + '?run=' + run.id, {method: 'POST', headers: {'X-Menagerie-Token': token}});
      say(answer.status === 404 ? 'The command was not started with --control.' : await answer.text());
    } catch (e) {
      say('The command does not answer.');
    }
    button.disabled = false;
  };
  return button;
}

function say(text) {
  byId('said').textContent = text;
  byId('said').hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId('said').hidden = true; }, 8000);
}

/* ---- what people do ---- */

byId('search').oninput = () => { everyRow = false; drawSoon(); };
byId('more').onclick = () => { everyRow = true; drawSoon(); };
byId('quantity').onchange = event => { quantity = Number(event.target.value); drawSoon(); };
byId('details').onclose = () => { open = null; };
matchMedia('(prefers-color-scheme: dark)').onchange = redrawPanels;
new ResizeObserver(redrawPanels).observe(byId('panels'));

function redrawPanels() {
  chart.readColours();
  axisKey = '';
  drawSoon();
}

/* Time passes without any news. */
setInterval(() => {
  if (document.hidden) return;
  drawTotal();
  rows.forEach((row, run) => { if (AT_WORK.includes(run.state)) drawLeft(run, row); });
}, 1000);
chart.readColours();
connect();
