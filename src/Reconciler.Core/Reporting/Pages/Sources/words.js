// Lines in words, and elements that hold them. A text becomes a text and never an element.

const numbers = new Intl.NumberFormat('en');
const number = n => numbers.format(n);

/** An element with a class and what it holds: texts and other elements; nothing is left out. */
const make = (name, className, ...children) => {
  const element = document.createElement(name);
  if (className)
    element.className = className;
  element.append(...children.filter(c => c !== '' && c !== null && c !== undefined));
  return element;
};

/** A moment of the run, given in milliseconds from its start. */
const momentOf = ms => new Date(data.start + ms).toISOString();
const clock = ms => momentOf(ms).slice(11, 19);

/** The members of a list that come or go, as far as they are to be named. */
const endsOf = (link, most) => {
  const [begin, end] = partOf('links', 'ends', link);
  const sides = { 1: [], 0: [] };
  for (let e = begin; e < end; e++)
    sides[at(data.ends.gained, e)].push(e);
  const side = (sign, ends) => ends.length === 0 ? [] : ends.length > most
    ? [`${sign} ${number(ends.length)}`]
    : ends.map(e => `${sign} ${textOf('ends', 'name', e)}`);
  return [...side('+', sides[1]), ...side('−', sides[0])].join('  ');
};

const cellWords = c => {
  const [before, after] = [textOf('cells', 'before', c), textOf('cells', 'after', c)];
  return `${textOf('cells', 'attribute', c)} ${before ? `${before} → ` : ''}${after || '(none)'}`;
};

const linkWords = (l, most) => {
  const single = at(data.links.single, l) === 1;
  const ends = endsOf(l, single ? 1 : most);
  const withheld = at(data.links.withheld, l);
  const doubt = withheld > 0 ? `! ${number(withheld)} withheld` : textOf('links', 'why', l) ? '! removals would be withheld' : '';
  return [textOf('links', 'name', l), ends, doubt].filter(Boolean).join(' ');
};

/** What changes, in one line: why, then the first attributes and lists. */
const summaryOf = (i, most = 3) => {
  const parts = [textOf('rows', 'said', i)];
  const [cell, lastCell] = partOf('rows', 'cells', i);
  const [link, lastLink] = partOf('rows', 'links', i);
  for (let c = cell; c < lastCell && parts.length <= most; c++)
    parts.push(cellWords(c));
  for (let l = link; l < lastLink && parts.length <= most + 1; l++)
    parts.push(linkWords(l, 2));
  const left = lastCell - cell + lastLink - link - (parts.length - 1);
  if (left > 0)
    parts.push(`${number(left)} more`);
  return parts.filter(Boolean).join(' · ');
};
