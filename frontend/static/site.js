// Suggestions while typing: a combobox after the ARIA pattern. Without this file every search box still works.
(() => {
  'use strict';
  const DELAY = 120;
  const MAXIMUM = 10;
  const KINDS = { search: '常搜', word: '词语', field: '领域', organization: '单位', achievement: '成果', demand: '需求' };

  async function fetchSuggestions(query, signal) {
    const response = await fetch('/api/v1/suggestions?q=' + encodeURIComponent(query), { signal });
    if (!response.ok) return [];
    return (await response.json()).slice(0, MAXIMUM);
  }

  function combobox(input, index) {
    const list = document.createElement('ul');
    list.id = 'suggestions-' + index;
    list.className = 'suggestions';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', '检索建议');
    input.parentElement.append(list);
    const attributes = { role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

    let shown = [];
    let active = -1;
    let timer = 0;
    let running = null;
    let composing = false;
    // What the person typed; moving through the list shows its texts in the box, Escape brings this back.
    let typed = input.value;

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }

    function optionOf(row, position) {
      const option = document.createElement('li');
      option.id = list.id + '-' + position;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      const text = document.createElement('span');
      text.textContent = row.text;
      const kind = document.createElement('small');
      kind.textContent = KINDS[row.listing_kind || row.kind] || '';
      option.append(text, kind);
      return option;
    }

    function show(rows) {
      close();
      shown = rows;
      list.replaceChildren(...rows.map(optionOf));
      if (!rows.length) return;
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
    }

    // Past either end the box holds what was typed again, as people know it from search engines.
    function select(position) {
      active = position < -1 ? shown.length - 1 : position >= shown.length ? -1 : position;
      [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === active)));
      input.value = active < 0 ? typed : shown[active].text;
      if (active < 0) return input.removeAttribute('aria-activedescendant');
      input.setAttribute('aria-activedescendant', list.children[active].id);
      list.children[active].scrollIntoView({ block: 'nearest' });
    }

    function take(position) {
      const row = shown[position];
      close();
      if (row.href) return location.assign(row.href);
      input.value = row.text;
      input.form.requestSubmit();
    }

    async function ask() {
      if (running) running.abort();
      running = null;
      const query = typed.trim();
      if (!query) return show([]);
      const mine = running = new AbortController();
      try {
        const rows = await fetchSuggestions(query, mine.signal);
        // A slow answer to an earlier beginning, or to a box that was left, comes too late.
        if (running === mine && document.activeElement === input) show(rows);
      } catch {
        // A suggestion that does not come is no loss: the search itself does not need it.
      }
    }

    function askSoon() {
      clearTimeout(timer);
      typed = input.value;
      if (!composing) timer = setTimeout(ask, DELAY);
    }

    function leave() {
      clearTimeout(timer);
      if (running) running.abort();
      close();
    }

    const keys = {
      ArrowDown: () => select(active + 1),
      ArrowUp: () => select(active < 0 ? -2 : active - 1),
      Escape: () => { input.value = typed; close(); },
    };

    input.addEventListener('compositionstart', () => { composing = true; clearTimeout(timer); });
    input.addEventListener('compositionend', () => { composing = false; askSoon(); });
    input.addEventListener('input', askSoon);
    input.addEventListener('blur', leave);
    input.form.addEventListener('submit', leave);
    input.addEventListener('keydown', (event) => {
      // While an input method composes, the keys are its own (229 is how Safari says so).
      if (list.hidden || event.isComposing || event.keyCode === 229) return;
      if (event.key === 'Enter' && active >= 0) { event.preventDefault(); take(active); }
      else if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
    });
    // The box keeps the focus while an option is pressed.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) take([...list.children].indexOf(option));
    });
  }

  document.querySelectorAll('input[data-suggestions]').forEach(combobox);

  // Browsers that cannot style the contents of a closed panel get it opened where there is room beside the results.
  const panel = document.querySelector('.facet-panel');
  if (panel && !CSS.supports('selector(::details-content)') && matchMedia('(min-width: 861px)').matches) panel.open = true;
})();
