// Opens GraphiQL with the examples, or with what it held before, and keeps the address a link to the tab in view.
(() => {
  const { examples } = JSON.parse(document.getElementById('options')?.textContent ?? '');

  const TABS = 'graphiql:tabState';
  const HEADERS = 'graphiql:headers';
  const TAB_HEADERS = 'graphiql:tabHeaders';

  /**
   * What GraphiQL keeps stays in the browser, except headers: they may hold a key, so they are kept for a reload and are
   * gone with the browser's tab. Other sites read neither.
   */
  const storage = {
    getItem(key) {
      if (key === HEADERS) return sessionStorage.getItem(key);
      const text = localStorage.getItem(key);
      return key === TABS && text !== null ? withHeaders(text) : text;
    },
    setItem(key, value) {
      if (key === HEADERS) return sessionStorage.setItem(key, value);
      localStorage.setItem(key, key === TABS ? withoutHeaders(value) : value);
    },
    removeItem(key) {
      (key === HEADERS ? sessionStorage : localStorage).removeItem(key);
    },
    clear() {
      localStorage.clear();
      sessionStorage.clear();
    },
    get length() {
      return localStorage.length;
    },
  };

  function withoutHeaders(text) {
    const state = JSON.parse(text);
    const headers = {};
    for (const tab of state.tabs) {
      if (tab.headers) headers[tab.id] = tab.headers;
      tab.headers = null;
    }
    sessionStorage.setItem(TAB_HEADERS, JSON.stringify(headers));
    return JSON.stringify(state);
  }

  function withHeaders(text) {
    const state = read(text);
    if (!Array.isArray(state?.tabs)) return null;
    const headers = read(sessionStorage.getItem(TAB_HEADERS)) ?? {};
    for (const tab of state.tabs) tab.headers = headers[tab.id] ?? null;
    return JSON.stringify(state);
  }

  function read(text) {
    try {
      return JSON.parse(text ?? 'null');
    } catch {
      return null;
    }
  }

  function tabOf({ id, query, variables, headers }) {
    const [, , name = null] = /^(?!#).*(query|subscription|mutation)\s+([a-zA-Z0-9_]+)/m.exec(query ?? '') ?? [];
    return {
      id: id ?? crypto.getRandomValues(new Uint32Array(4)).join('-'),
      title: name ?? '<untitled>',
      query: query ?? null,
      variables: variables ?? null,
      headers: headers ?? null,
      operationName: name,
      response: null,
    };
  }

  /** What a shared link asks for; null for an address without a query. Links from before may lack the variables. */
  function linked() {
    const { searchParams, hash } = new URL(location.href);
    const given = searchParams.has('query') ? searchParams : new URLSearchParams(hash.slice(1));
    const query = given.get('query');
    return query === null ? null : { query, variables: given.get('variables') };
  }

  /** Longer addresses are not sent: a server refuses 16 kB of them with the headers. */
  const LONGEST_SENT = 6000;

  function keepAddress({ tabs, activeTabIndex }) {
    const { query, variables } = tabs[activeTabIndex] ?? {};
    const given = new URLSearchParams();
    if (query) given.set('query', query);
    if (query && variables?.trim()) given.set('variables', variables);
    const text = given.toString();
    const url = new URL(location.href);
    url.search = text.length <= LONGEST_SENT ? text : '';
    url.hash = text.length <= LONGEST_SENT ? '' : text;
    history.replaceState(null, '', url);
    showTab();
  }

  /** Tabs do not wrap: the one in use is brought into view. */
  function showTab() {
    requestAnimationFrame(() =>
      document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  }

  const blank = (text) => (text ?? '').trim();
  const kept = read(storage.getItem(TABS));
  const tabs = (kept?.tabs?.length > 0 ? kept.tabs : examples).map(tabOf);
  let active = Math.min(Math.max(kept?.activeTabIndex ?? 0, 0), tabs.length - 1);
  const link = linked();
  if (link !== null) {
    active = tabs.findIndex((tab) => tab.query === link.query && blank(tab.variables) === blank(link.variables));
    if (active < 0) active = tabs.push(tabOf(link)) - 1;
  }
  storage.setItem(TABS, JSON.stringify({ tabs, activeTabIndex: active }));
  const { query, variables, headers } = tabs[active];

  YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
    title: '<span>Flankwatch</span>',
    logo: '<img src="favicon.svg" alt="">',
    storage,
    defaultTabs: tabs,
    initialQuery: query ?? '',
    initialVariables: variables ?? '',
    initialHeaders: headers ?? '',
    shouldPersistHeaders: true,
    defaultEditorToolsVisibility: variables ? 'variables' : false,
    onEditQuery: () => {}, // the address follows the tab, which changes with it
    onTabChange: keepAddress,
  });
  keepAddress({ tabs, activeTabIndex: active });
})();
