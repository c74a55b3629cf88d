// Shows, below each text that has a limit of words, how many it has.
const words = (text) => (text.trim() ? text.trim().split(/\s+/).length : 0);

document.addEventListener("DOMContentLoaded", () => {
  for (const area of document.querySelectorAll("[data-word-limit]")) {
    const count = document.createElement("div");
    count.className = "help";
    const show = () => {
      count.textContent = `${words(area.value)} / ${area.dataset.wordLimit}`;
      count.classList.toggle("errornote", words(area.value) > Number(area.dataset.wordLimit));
    };
    area.after(count);
    area.addEventListener("input", show);
    show();
  }
});
