// Everything about one line, in a panel beside the list.

const detail = document.getElementById('detail');
const mostEnds = 200;

const section = (title, ...children) => make('section', '', make('h3', '', title), ...children);

const describe = pairs => {
  const list = make('dl', '');
  for (const [name, ...values] of pairs)
    list.append(make('dt', '', name), ...values.map(v => make('dd', '', v)));
  return list;
};

const noteOf = n => {
  const tone = at(data.notes.tone, n);
  const [where, command] = [textOf('notes', 'where', n), textOf('notes', 'command', n)];
  return make('div', `card ${tones[tone]}`,
    make('h3', '', make('span', 'sign', signs[tone]), ' ', textOf('notes', 'title', n)),
    make('p', '', textOf('notes', 'text', n)),
    textOf('notes', 'advice', n) && make('p', '', textOf('notes', 'advice', n)),
    where || command ? make('p', 'from', where && make('code', '', where), ' ', command && make('code', '', command)) : null);
};

const valueOf = (tone, sign, when, value) => make('p', tone, make('span', 'sign', sign), make('span', '', make('span', 'unseen', when), value));

const cellOf = c => {
  const [before, after, from, label] = ['before', 'after', 'from', 'label'].map(column => textOf('cells', column, c));
  return make('div', 'cell',
    make('h4', '', textOf('cells', 'attribute', c)),
    make('div', 'values',
      before && valueOf('loss', '−', 'before: ', before),
      valueOf(after ? 'gain' : 'kept', after ? '+' : '=', 'after: ', after || '(none)')),
    from || label ? make('p', 'from', [label, from].filter(Boolean).join(' · ')) : null);
};

const endOf = e => {
  const gained = at(data.ends.gained, e) === 1;
  const more = ['role', 'because', 'where'].map(column => textOf('ends', column, e)).filter(Boolean).join(' · ');
  return make('li', gained ? 'gain' : 'loss', make('span', 'sign', gained ? '+' : '−'), ' ', textOf('ends', 'name', e), more && make('small', '', ` ${more}`));
};

const listOf = l => {
  const [begin, end] = partOf('links', 'ends', l);
  const list = make('ul', 'ends');
  const show = (from, to) => {
    for (let e = from; e < to; e++)
      list.append(endOf(e));
  };
  const shown = Math.min(end, begin + mostEnds);
  show(begin, shown);
  // What replaces something reads as attributes do: what was, then what is.
  if (at(data.links.single, l) === 1)
    list.append(...[...list.children].filter(e => e.className === 'gain'));
  const left = [
    at(data.links.stays, l) > 0 ? `${number(at(data.links.stays, l))} ${at(data.links.stays, l) === 1 ? 'stays' : 'stay'}` : '',
    at(data.links.kept, l) > 0 ? `${number(at(data.links.kept, l))} kept` : '',
    at(data.links.withheld, l) > 0 ? `! ${number(at(data.links.withheld, l))} withheld` : '',
    textOf('links', 'why', l) && `${at(data.links.withheld, l) > 0 ? '' : '! removals would be withheld: '}${textOf('links', 'why', l)}`,
  ].filter(Boolean).join(' · ');
  const cell = make('div', 'cell', make('h4', '', textOf('links', 'name', l)), list, left && make('p', 'quiet', left), textOf('links', 'where', l) && make('p', 'from', textOf('links', 'where', l)));
  if (shown < end) {
    const more = make('button', '', `Show all ${number(end - begin)}`);
    more.type = 'button';
    more.addEventListener('click', () => {
      show(shown, end);
      more.remove();
    });
    list.after(more);
  }
  return cell;
};

const stepsOf = (begin, end) => {
  const body = make('tbody', '');
  for (let t = begin; t < end; t++) {
    const status = at(data.trials.status, t);
    body.append(make('tr', '', make('td', '', `${t - begin + 1}`), make('td', '', clock(at(data.trials.at, t))), make('td', '', status === 0 ? 'no answer' : `${status}`),
      make('td', '', `${number(at(data.trials.took, t))} ms`), make('td', '', textOf('trials', 'code', t)), make('td', 'id', textOf('trials', 'request', t))));
  }
  const head = make('tr', '', ...['step', 'sent (UTC)', 'answer', 'after', 'said', 'request id'].map(t => {
    const cell = make('th', '', t);
    cell.scope = 'col';
    return cell;
  }));
  return make('div', 'wide', make('table', 'lines', make('thead', '', head), body));
};

const each = (table, part, i, build) => {
  const [begin, end] = partOf(table, part, i);
  return Array.from({ length: end - begin }, (_, n) => build(begin + n));
};

/** Fills the panel with one line. */
const describeLine = i => {
  const tone = toneOf(i);
  const [label, place, kind, result, where] = ['label', 'place', 'kind', 'result', 'where'].map(column => textOf('rows', column, i));
  document.getElementById('detail-title').replaceChildren(textOf('rows', 'name', i));
  const changes = [...each('rows', 'cells', i, cellOf), ...each('rows', 'links', i, listOf)];
  const [firstTrial, lastTrial] = partOf('rows', 'trials', i);
  const moment = at(data.rows.at, i);
  document.getElementById('detail-body').replaceChildren(
    make('p', 'what', make('span', `pill ${tones[tone]}`, `${signs[tone]} ${textOf('rows', 'action', i)}`), ' ', [kind, place].filter(Boolean).join(' in '),
      result ? ` · ${result}` : '', label ? ` · ${label}` : '', at(data.rows.privileged, i) === 1 ? make('strong', 'danger', ' · privileged') : null),
    textOf('rows', 'said', i) ? make('p', '', textOf('rows', 'said', i)) : '',
    ...each('rows', 'notes', i, noteOf),
    ...(changes.length > 0 ? [section('Before and after', ...changes)] : []),
    ...(lastTrial > firstTrial ? [section('Steps', stepsOf(firstTrial, lastTrial))] : []),
    section('About it', describe([
      ...(where ? [['asked for by', where]] : []),
      ...(moment >= 0 ? [['ended', `${momentOf(moment).slice(0, 19).replace('T', ' ')} UTC`]] : []),
      ...each('rows', 'facts', i, f => [textOf('facts', 'name', f), textOf('facts', 'value', f)]),
    ])));
  document.getElementById('link').href = `#${new URLSearchParams({ op: textOf('rows', 'id', i) })}`;
};
