'use strict';
// The lines of the list, as the program wrote them: every text once, and tables of numbers by column. A column that holds the same number
// throughout is that number. What belongs to a line (its cells, links, notes …) stands in tables of its own; the line says where its part ends.

const data = JSON.parse(document.getElementById('data').textContent);
const total = data.rows.count;
const isReport = data.start !== undefined;

const at = (column, i) => typeof column === 'number' ? column : column[i];

/** The text in a column of a table. */
const textOf = (table, column, i) => data.texts[at(data[table][column], i)];

/** Where the part of a line begins and ends in another table. */
const partOf = (table, part, i) => [i === 0 ? 0 : at(data[table][part], i - 1), at(data[table][part], i)];

/** Lines by their ids, made when the first is asked for. */
let places = null;
const lineOf = id => {
  places ??= new Map(Array.from({ length: total }, (_, i) => [textOf('rows', 'id', i), i]));
  return places.get(id);
};

const tones = ['kept', 'danger', 'loss', 'gain', 'change'];
const signs = ['=', '!', '−', '+', '~'];
const toneOf = i => at(data.rows.tone, i);
