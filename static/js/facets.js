// Improves the filters of the search page; without it, every one of them works by the form.

/** Show the values whose name holds the words; a branch stays when a value below it does. */
function narrow(list, words) {
  for (const item of list.querySelectorAll("li")) {
    item.hidden = Boolean(words) && !plain(item.textContent).includes(words);
  }
  for (const branch of list.querySelectorAll("details")) {
    branch.open = words ? true : Boolean(branch.querySelector(":checked"));
  }
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

for (const input of document.querySelectorAll(".facet .find[data-narrows]")) {
  input.addEventListener("input", () => narrow(input.closest("fieldset"), plain(input.value)));
}

// Inputs left empty do not belong in the address.
document.querySelector("form.search")?.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
