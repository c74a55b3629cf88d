// Remembers the language that a reader chose, in this browser alone, and offers it from then on.
const KEY = "language";

const remembered = () => {
  try { return localStorage.getItem(KEY); } catch { return null; }
};

const remember = (language) => {
  try { localStorage.setItem(KEY, language); } catch { /* not allowed here: nothing to remember */ }
};

const chosen = remembered();
for (const offer of chosen ? document.querySelectorAll(".offer") : []) {
  offer.hidden = offer.lang !== chosen;
}

for (const link of document.querySelectorAll(".languages a, .offer a")) {
  link.addEventListener("click", () => remember(link.hreflang));
}
