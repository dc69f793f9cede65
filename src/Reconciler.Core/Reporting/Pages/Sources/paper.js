// On paper: the lines that the filters leave, with what they change, as far as a reader turns pages.

const paper = document.getElementById('paper');
const mostPrinted = 1000;

const printed = i => {
  const [cell, lastCell] = partOf('rows', 'cells', i);
  const [link, lastLink] = partOf('rows', 'links', i);
  const lines = [textOf('rows', 'said', i)];
  for (let c = cell; c < lastCell; c++)
    lines.push(cellWords(c));
  for (let l = link; l < lastLink; l++)
    lines.push(linkWords(l, 20));
  const [note, lastNote] = partOf('rows', 'notes', i);
  for (let n = note; n < lastNote; n++)
    lines.push([textOf('notes', 'text', n) === lines[0] ? '' : `${textOf('notes', 'title', n)}: ${textOf('notes', 'text', n)}`, textOf('notes', 'advice', n)].filter(Boolean).join(' · '));
  const cells = make('td', '');
  lines.filter(Boolean).forEach(line => cells.append(make('div', '', line)));
  return make('tr', '', make('td', tones[toneOf(i)], `${signs[toneOf(i)]} ${textOf('rows', 'action', i)}`), make('td', '', make('strong', '', textOf('rows', 'name', i)), ` ${textOf('rows', 'kind', i)}`),
    cells, make('td', '', textOf('rows', 'place', i)), make('td', '', isReport ? textOf('rows', 'result', i) : textOf('rows', 'where', i)));
};

const toPaper = () => {
  if (!paper.hidden)
    return;
  const lines = list.lines.slice(0, mostPrinted);
  const state = Object.entries(chosen()).map(([name, value]) => `${name} ${value}`).join(', ');
  const left = list.lines.length - lines.length;
  const head = make('tr', '', ...[...grid.firstElementChild.children].map(c => make('th', '', c.textContent)));
  paper.replaceChildren(
    make('p', 'quiet', `${number(list.lines.length)} of ${number(total)} lines${state ? `, where ${state}` : ''}.${left > 0 ? ` The first ${number(lines.length)} are printed; ${number(left)} are not: narrow the filters to print them.` : ''}`),
    make('table', 'lines', make('thead', '', head), make('tbody', '', ...lines.map(printed))));
  paper.hidden = false;
};

const fromPaper = () => {
  paper.hidden = true;
  paper.replaceChildren();
};
