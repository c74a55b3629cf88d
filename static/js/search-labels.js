// Names the search boxes that select2 makes for autocomplete fields; it leaves them nameless.
const name = (box, select) => {
  const label = select && document.querySelector(`label[for="${select.id}"]`);
  const own = select?.getAttribute("aria-label") ?? select?.name ?? "";
  box.setAttribute("aria-label", label ? label.textContent.trim() : own);
};

// A box for one choice is named after what was chosen alone, which may be nothing.
const nameChoice = (box, select) => {
  const label = document.querySelector(`label[for="${select.id}"]`);
  if (!label) return name(box, select);
  label.id ||= `${select.id}_label`;
  const names = new Set([label.id, ...(box.getAttribute("aria-labelledby") ?? "").split(" ")]);
  box.setAttribute("aria-labelledby", [...names].join(" "));
  box.querySelector("[role=textbox]")?.setAttribute("aria-labelledby", label.id);
};

const nameAll = () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.parentElement.querySelector(".select2-search__field");
    if (box) name(box, select);
    const choice = select.parentElement.querySelector(".select2-selection--single");
    if (choice) nameChoice(choice, select);
  }
};

const nameOpened = (event) => {
  const box = document.querySelector(".select2-container--open .select2-search__field");
  if (box) name(box, event.target);
};

// select2 makes its boxes when jQuery says that the page is ready; ours come right after.
document.addEventListener("DOMContentLoaded", () => {
  window.django.jQuery(() => setTimeout(nameAll));
  window.django.jQuery(document).on("select2:open", nameOpened);
  document.addEventListener("formset:added", () => setTimeout(nameAll));
});
