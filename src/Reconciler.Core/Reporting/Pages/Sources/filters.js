// Which lines are shown: by a text that occurs anywhere in them, by choices, and in a report by time. The page's address holds what was chosen.

const form = document.getElementById('filters');
const choices = { application: 'place', action: 'action', kind: 'kind', label: 'label', result: 'result' };

/** Texts in small letters, made at the first search. */
let small = null;

/** For each text of the pool whether a word occurs in it. */
const hitsOf = word => {
  small ??= data.texts.map(t => t.toLowerCase());
  return Uint8Array.from(small, t => t.includes(word) ? 1 : 0);
};

/** Whether any text of a line was hit: its own, those of its attributes, of its lists, of what it says. */
const isHit = (i, hits) => {
  for (const column of ['name', 'kind', 'action', 'place', 'said', 'where', 'id', 'result'])
    if (hits[at(data.rows[column], i)])
      return true;
  for (const [part, columns] of Object.entries(searched)) {
    const [begin, end] = partOf('rows', part, i);
    for (let n = begin; n < end; n++)
      for (const column of columns)
        if (hits[at(data[part][column], n)])
          return true;
  }
  const [link, last] = partOf('rows', 'links', i);
  if (link === last)
    return false;
  const [begin] = partOf('links', 'ends', link);
  const [, end] = partOf('links', 'ends', last - 1);
  for (let e = begin; e < end; e++)
    if (hits[at(data.ends.name, e)] || hits[at(data.ends.role, e)])
      return true;
  return false;
};
const searched = { facts: ['value'], cells: ['attribute', 'before', 'after', 'from'], links: ['name', 'where'], notes: ['title', 'text'], trials: ['request', 'code'] };

/** What is chosen now, without what is not. */
const chosen = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ''));

const millisecondsOf = moment => moment === undefined ? NaN : Date.parse(`${moment}Z`) - data.start;

/** The lines that are left, in their order. */
const matching = state => {
  const words = (state.q ?? '').toLowerCase().split(/\s+/).filter(Boolean).map(hitsOf);
  const wanted = Object.entries(choices).filter(([name]) => state[name] !== undefined).map(([name, column]) => [data.rows[column], data.texts.indexOf(state[name])]);
  const [from, to] = [millisecondsOf(state.from), millisecondsOf(state.to)];
  const left = [];
  for (let i = 0; i < total; i++) {
    if (!wanted.every(([column, value]) => at(column, i) === value))
      continue;
    const moment = at(data.rows.at, i);
    // To the end of the second that was written.
    if ((!Number.isNaN(from) && (moment < 0 || moment < from)) || (!Number.isNaN(to) && (moment < 0 || moment >= to + 1000)))
      continue;
    if (words.every(hits => isHit(i, hits)))
      left.push(i);
  }
  return left;
};

/** Writes what is chosen, and the line that is open, into the address, without a step back for each. */
const remember = id => {
  const address = new URLSearchParams(chosen());
  if (id)
    address.set('op', id);
  const text = address.toString();
  history.replaceState(null, '', text ? `#${text}` : `${location.pathname}${location.search}`);
};

/** What the address asks for; null where it only names a part of the page. */
const asked = () => location.hash.includes('=') ? new URLSearchParams(location.hash.slice(1)) : null;

const choose = address => {
  form.reset();
  for (const [name, value] of address) {
    const field = form.elements.namedItem(name);
    if (field)
      field.value = value;
  }
};
