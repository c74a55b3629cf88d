// While somebody submits an entry: what may be the same, shown below the fields that tell.
const PAUSE = 400; // ms without a key before we ask
const FIELDS = ["title", "url", "doi"];

const form = document.querySelector("[data-duplicates]");
const place = form.querySelector(".duplicates");
let waiting, asked;

const ask = async () => {
  const question = new URLSearchParams(FIELDS.map((name) => [name, form.elements[name].value]));
  if (`${question}` === asked) return;
  asked = `${question}`;
  const answer = await fetch(`${form.dataset.duplicates}?${question}`);
  if (answer.ok && asked === `${question}`) place.innerHTML = (await answer.text()).trim();
};

for (const name of FIELDS) {
  form.elements[name].addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
