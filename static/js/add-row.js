// Puts the way to another row beside the heading of each part of a form, where it is looked for,
// and leads the keyboard into the row that was added.
const lead = () => {
  for (const group of document.querySelectorAll(".js-inline-admin-formset")) {
    const link = group.querySelector(".add-row a");
    if (!link) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "add-at-top";
    button.textContent = link.textContent;
    button.addEventListener("click", () => link.click());
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
    group.addEventListener("formset:added", (event) => {
      event.target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    group.querySelector(".inline-heading").after(button);
  }
};

// Django's script puts its own links in when jQuery says so, which may be after the page is loaded.
window.addEventListener("load", () => django.jQuery(lead));
