// Buttons that copy a text of the page; they show only where copying works.

for (const button of document.querySelectorAll("[data-copies]")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    button.textContent = button.nextElementSibling.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
