// What people do: search, choose, move, open, print, change the colours.

const scheme = document.getElementById('theme');
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
const nameScheme = () => {
  scheme.textContent = isDark() ? 'Light' : 'Dark';
};
scheme.addEventListener('click', () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  nameScheme();
});
dark.addEventListener('change', nameScheme);
nameScheme();
scheme.hidden = false;

if (form) {
  const search = document.getElementById('q');
  const found = document.getElementById('found');

  const open = place => {
    list.go(place);
    describeLine(list.lines[list.active]);
    const isNew = detail.hidden;
    detail.hidden = false;
    detail.scrollTop = 0;
    if (isNew)
      detail.focus({ preventScroll: true });
    remember(textOf('rows', 'id', list.lines[list.active]));
  };

  const close = () => {
    detail.hidden = true;
    remember(null);
    grid.focus({ preventScroll: true });
  };

  const refresh = () => {
    const lines = matching(chosen());
    list.show(lines);
    found.textContent = lines.length === total ? `${number(total)} lines` : `${number(lines.length)} of ${number(total)} lines`;
  };

  const follow = isFirst => {
    const address = asked();
    if (!address) {
      if (isFirst)
        refresh();
      return;
    }
    choose(address);
    refresh();
    const i = address.has('op') ? lineOf(address.get('op')) : undefined;
    let place = i === undefined ? -1 : list.lines.indexOf(i);
    if (i !== undefined && place < 0) {
      // The line that is asked for is shown, whatever else is.
      form.reset();
      refresh();
      place = list.lines.indexOf(i);
    }
    if (place >= 0)
      open(place);
    else
      document.getElementById('changes').scrollIntoView();
  };

  form.addEventListener('input', () => {
    refresh();
    remember(null);
    if (body.getBoundingClientRect().top < 0)
      document.getElementById('changes').scrollIntoView();
  });
  form.addEventListener('submit', event => event.preventDefault());
  document.getElementById('clear').addEventListener('click', () => {
    form.reset();
    refresh();
    remember(null);
    search.focus();
  });

  const moves = {
    ArrowDown: () => list.go(list.active + 1),
    ArrowUp: () => list.go(list.active - 1),
    PageDown: () => list.go(list.active + list.step),
    PageUp: () => list.go(list.active - list.step),
    Home: () => list.go(0),
    End: () => list.go(list.lines.length - 1),
    Enter: () => open(list.active),
    ' ': () => open(list.active),
  };
  grid.addEventListener('keydown', event => {
    if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    moves[event.key]();
  });
  grid.addEventListener('click', event => {
    const row = event.target.closest('.row[id]');
    if (row && window.getSelection().isCollapsed)
      open(Number(row.id.slice('line-'.length)));
  });

  const near = by => {
    const place = Math.max(0, Math.min(list.active + by, list.lines.length - 1));
    if (place !== list.active)
      open(place);
  };
  document.getElementById('before').addEventListener('click', () => near(-1));
  document.getElementById('after').addEventListener('click', () => near(1));
  document.getElementById('close').addEventListener('click', close);
  detail.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (event.key === 'j')
      near(1);
    else if (event.key === 'k')
      near(-1);
  });

  document.addEventListener('keydown', event => {
    const isTyping = event.target.matches('input, select, textarea');
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === 'Escape' && !detail.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === 'Escape' && event.target === search && search.value !== '') {
      event.preventDefault();
      search.value = '';
      refresh();
      remember(null);
    } else if ((event.key === 'ArrowDown' || event.key === 'Enter') && event.target === search) {
      event.preventDefault();
      grid.focus({ preventScroll: true });
      list.go(0);
    }
  });

  let waits = false;
  const later = () => {
    if (waits)
      return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      list.draw();
    });
  };
  window.addEventListener('scroll', later, { passive: true });
  window.addEventListener('resize', () => list.measure());
  window.addEventListener('hashchange', () => follow(false));
  window.addEventListener('beforeprint', toPaper);
  window.addEventListener('afterprint', fromPaper);
  window.matchMedia('print').addEventListener('change', event => event.matches ? toPaper() : fromPaper());

  document.getElementById('browser').hidden = false;
  follow(true);
}
