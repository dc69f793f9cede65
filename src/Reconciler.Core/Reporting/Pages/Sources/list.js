// The list: only the lines near the window are elements, however many there are.

const grid = document.getElementById('grid');
const body = document.getElementById('rows');
const spare = 8;

const list = {
  lines: [],
  active: 0,
  slots: [],
  height: 0,

  /** Shows other lines, from the first. */
  show(lines) {
    this.lines = lines;
    this.active = 0;
    grid.setAttribute('aria-rowcount', `${lines.length + 1}`);
    document.getElementById('none').hidden = lines.length > 0;
    grid.hidden = lines.length === 0;
    this.measure();
  },

  /** Takes the height of a line from the style, which differs with the window's width. */
  measure() {
    this.height = parseFloat(getComputedStyle(grid).getPropertyValue('--row'));
    body.style.height = `${this.lines.length * this.height}px`;
    this.slots.forEach(this.clear);
    this.draw();
  },

  /** Puts the lines that the window shows into their elements; each element is used again. */
  draw() {
    if (this.lines.length === 0 || this.height === 0)
      return;
    const top = body.getBoundingClientRect().top;
    const seen = Math.ceil(window.innerHeight / this.height) + 2 * spare;
    const first = Math.max(0, Math.min(Math.floor(-top / this.height) - spare, this.lines.length - seen));
    const last = Math.min(this.lines.length, first + seen);
    while (this.slots.length < seen)
      this.slots.push(newSlot());
    for (const slot of this.slots)
      if (slot.place >= 0 && (slot.place < first || slot.place >= last))
        this.clear(slot);
    for (let place = first; place < last; place++)
      this.fill(this.slots[place % this.slots.length], place);
    if (document.getElementById(`line-${this.active}`))
      grid.setAttribute('aria-activedescendant', `line-${this.active}`);
    else
      grid.removeAttribute('aria-activedescendant');
  },

  clear(slot) {
    slot.place = -1;
    slot.row.remove();
  },

  fill(slot, place) {
    slot.row.classList.toggle('active', place === this.active);
    slot.row.setAttribute('aria-selected', `${place === this.active}`);
    if (slot.place === place)
      return;
    slot.place = place;
    const i = this.lines[place];
    const tone = toneOf(i);
    slot.row.id = `line-${place}`;
    slot.row.setAttribute('aria-rowindex', `${place + 2}`);
    slot.row.style.transform = `translateY(${place * this.height}px)`;
    slot.action.className = `action ${tones[tone]}`;
    slot.action.textContent = `${signs[tone]} ${textOf('rows', 'action', i)}`;
    slot.title.textContent = textOf('rows', 'name', i);
    slot.power.textContent = at(data.rows.privileged, i) === 1 ? ' privileged' : '';
    slot.kind.textContent = ` ${textOf('rows', 'kind', i)}`;
    slot.said.textContent = summaryOf(i);
    slot.where.textContent = textOf('rows', 'place', i);
    slot.last.textContent = isReport ? `${textOf('rows', 'result', i)}${at(data.rows.at, i) >= 0 ? ` · ${clock(at(data.rows.at, i))}` : ''}` : textOf('rows', 'where', i);
    if (!slot.row.isConnected)
      body.append(slot.row);
  },

  /** Makes a line the active one, and brings it into the window. */
  go(place) {
    if (this.lines.length === 0)
      return;
    this.active = Math.max(0, Math.min(place, this.lines.length - 1));
    const y = body.getBoundingClientRect().top + this.active * this.height;
    const above = stuck();
    if (y < above)
      window.scrollBy(0, y - above);
    else if (y + this.height > window.innerHeight)
      window.scrollBy(0, y + this.height - window.innerHeight);
    this.draw();
  },

  /** How many lines a step by the window is. */
  get step() {
    return Math.max(1, Math.floor((window.innerHeight - stuck()) / this.height) - 1);
  },
};

/** How much of the window what stays at its top takes. */
const stuck = () => {
  const heights = [form, grid.firstElementChild].filter(e => getComputedStyle(e).position === 'sticky').map(e => e.getBoundingClientRect().height);
  return heights.reduce((sum, h) => sum + h, 0);
};

const newSlot = () => {
  const cell = (...children) => {
    const element = make('span', '', ...children);
    element.setAttribute('role', 'gridcell');
    return element;
  };
  const [title, power, kind] = [make('strong', ''), make('small', 'danger'), make('small', '')];
  const [name, action, said, where, last] = [cell(title, power, kind), cell(), cell(), cell(), cell()];
  name.className = 'name';
  said.className = 'said';
  where.className = 'place';
  last.className = isReport ? 'result' : 'line';
  const row = make('div', 'row', action, name, said, where, last);
  row.setAttribute('role', 'row');
  return { place: -1, row, title, power, kind, action, said, where, last };
};
