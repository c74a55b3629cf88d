// Names the search boxes that select2 makes for autocomplete fields; it leaves them nameless.
const name = (box, select) => {
  const label = select && document.querySelector(`label[for="${select.id}"]`);
  const own = select?.getAttribute("aria-label") ?? select?.name ?? "";
  box.setAttribute("aria-label", label ? label.textContent.trim() : own);
};

const nameAll = () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const boxes = ".select2-search__field, .select2-selection--single, [role=textbox]";
    for (const box of select.parentElement.querySelectorAll(boxes)) name(box, select);
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
