// Names the search boxes that select2 makes for autocomplete fields; it leaves them nameless.
const name = (box, select) => {
  const label = select && document.querySelector(`label[for="${select.id}"]`);
  box.setAttribute("aria-label", label ? label.textContent.trim() : select?.name ?? "");
};

const nameAll = () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.parentElement.querySelector(".select2-search__field");
    if (box) name(box, select);
  }
};

window.addEventListener("load", () => {
  nameAll();
  document.addEventListener("formset:added", () => setTimeout(nameAll));
  window.django?.jQuery(document).on("select2:open", (event) => {
    const box = document.querySelector(".select2-container--open .select2-search__field");
    if (box) name(box, event.target);
  });
});
