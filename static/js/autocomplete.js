// Completions below a search box, as a combobox of the WAI-ARIA practices. Without it, and where
// somebody saves data, the box searches as it always does.
const PAUSE = 150; // ms without a key before we ask
const SHORTEST = 2; // letters

const sheets = new Map();

/** Load a style sheet once; the promise is kept when it applies. */
const styled = (href) => {
  if (!sheets.has(href)) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    sheets.set(href, new Promise((done, failed) => Object.assign(link, { onload: done, onerror: failed })));
    document.head.append(link);
  }
  return sheets.get(href);
};

const set = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
};

/** The answer's lists of links as a list box of options in groups. */
const listbox = (html, id) => {
  const template = Object.assign(document.createElement("template"), { innerHTML: html });
  const list = template.content.querySelector(".completions");
  for (const each of list.querySelectorAll("ul, li")) each.setAttribute("role", "none");
  for (const title of list.querySelectorAll("b")) {
    set(title.nextElementSibling, { role: "group", "aria-label": title.textContent });
    set(title, { "aria-hidden": true });
  }
  list.querySelectorAll("a").forEach((link, number) => {
    set(link, { role: "option", id: `${id}-${number}`, tabindex: -1, "aria-selected": false });
  });
  set(list, { role: "listbox", id });
  return list;
};

const completeFor = (input) => {
  const id = `${input.id}-completions`;
  const status = Object.assign(document.createElement("p"), { className: "unseen" });
  let list, chosen, timer, request;

  const choose = (option) => {
    chosen?.setAttribute("aria-selected", false);
    chosen = option;
    chosen?.setAttribute("aria-selected", true);
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) set(input, { "aria-activedescendant": chosen.id });
    else input.removeAttribute("aria-activedescendant");
  };

  const hide = () => {
    choose();
    list?.remove();
    list = undefined;
    status.textContent = "";
    set(input, { "aria-expanded": false });
  };

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    hide();
  };

  const show = (found) => {
    hide();
    if (!found.querySelector("a")) return;
    list = found;
    // A press on the list must not take the focus from the box, which would close it.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.parentElement.append(list);
    status.textContent = list.dataset.said;
    set(input, { "aria-expanded": true });
  };

  const ask = async () => {
    request?.abort();
    const { signal } = request = new AbortController();
    const address = new URL("suggestions/", input.form.action);
    address.search = new URLSearchParams({ q: input.value, fragment: 1 });
    try {
      const answer = await fetch(address, { signal });
      if (!answer.ok) return hide();
      const found = listbox(await answer.text(), id);
      await styled(found.dataset.style);
      if (!signal.aborted) show(found);
    } catch { /* asked again since, or no connection: the search itself says so */ }
  };

  const askSoon = () => {
    if (input.value.trim().length < SHORTEST) return close();
    choose();
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  /** One step through the options; between the last and the first is the text itself. */
  const move = (step) => {
    const stops = [...list.querySelectorAll("a"), undefined];
    choose(stops.at((stops.indexOf(chosen) + step) % stops.length));
  };

  const jump = (to) => choose([...list.querySelectorAll("a")].at(to));

  const keys = {
    ArrowDown: () => (list ? move(1) : askSoon()),
    ArrowUp: () => (list ? move(-1) : false),
    Home: () => (chosen ? jump(0) : false),
    End: () => (chosen ? jump(-1) : false),
    Enter: () => (chosen ? chosen.click() : false),
    Escape: () => (list ? close() : false),
  };

  set(input, {
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": id,
    autocomplete: "off",
  });
  status.setAttribute("role", "status");
  input.parentElement.append(status);
  input.addEventListener("input", askSoon);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (keys[event.key] && keys[event.key]() !== false) event.preventDefault();
  });
  addEventListener("pagehide", close);
};

if (!navigator.connection?.saveData) {
  document.querySelectorAll(".searchbox input[type=search]").forEach(completeFor);
}
