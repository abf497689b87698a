// Suggestions while typing: a combobox after the ARIA pattern. Without this file every search box still works.
(() => {
  'use strict';
  const DELAY = 150;
  const MAXIMUM = 8;

  function textOf(item) {
    return typeof item === 'string' ? item : item.text || item.label || item.title || '';
  }

  async function fetchSuggestions(query, signal) {
    const response = await fetch('/api/v1/suggestions?q=' + encodeURIComponent(query), { signal });
    if (!response.ok) return [];
    const body = await response.json();
    const items = Array.isArray(body) ? body : body.items || [];
    return items.map(textOf).filter(Boolean).slice(0, MAXIMUM);
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

    let active = -1;
    let timer = 0;
    let running = null;
    let composing = false;

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }

    function show(texts) {
      list.replaceChildren(...texts.map((text, position) => {
        const option = document.createElement('li');
        option.id = list.id + '-' + position;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = text;
        return option;
      }));
      close();
      if (!texts.length) return;
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
    }

    function select(position) {
      const options = list.children;
      active = (position + options.length) % options.length;
      for (const option of options) option.setAttribute('aria-selected', String(option === options[active]));
      input.setAttribute('aria-activedescendant', options[active].id);
    }

    function take(option) {
      input.value = option.textContent;
      close();
      input.form.requestSubmit();
    }

    async function ask() {
      if (running) running.abort();
      const query = input.value.trim();
      if (!query) return show([]);
      running = new AbortController();
      try {
        show(await fetchSuggestions(query, running.signal));
      } catch {
        // A suggestion that does not come is no loss: the search itself does not need it.
      }
    }

    function askSoon() {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(ask, DELAY);
    }

    input.addEventListener('compositionstart', () => { composing = true; });
    input.addEventListener('compositionend', () => { composing = false; askSoon(); });
    input.addEventListener('input', askSoon);
    input.addEventListener('blur', () => setTimeout(close, 100));
    input.addEventListener('keydown', (event) => {
      if (list.hidden || event.isComposing) return;
      if (event.key === 'ArrowDown') { event.preventDefault(); select(active + 1); }
      else if (event.key === 'ArrowUp') { event.preventDefault(); select(active < 0 ? -1 : active - 1); }
      else if (event.key === 'Escape') { event.preventDefault(); close(); }
      else if (event.key === 'Enter' && active >= 0) { event.preventDefault(); take(list.children[active]); }
    });
    list.addEventListener('mousedown', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) { event.preventDefault(); take(option); }
    });
  }

  document.querySelectorAll('input[data-suggestions]').forEach(combobox);

  // Browsers that cannot style the contents of a closed panel get it opened where there is room beside the results.
  const panel = document.querySelector('.facet-panel');
  if (panel && !CSS.supports('selector(::details-content)') && matchMedia('(min-width: 861px)').matches) panel.open = true;
})();
