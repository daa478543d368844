// Filters a list of terms as one types. Without it the page shows every term, and the field stays hidden.
const form = document.querySelector("[data-filter]");
if (form) {
  const field = form.querySelector("input");
  const count = form.querySelector("[role=status]");
  const groups = [...document.querySelectorAll("[data-letter]")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...document.querySelectorAll("[data-term]")].map((row) => [row, plain(row.dataset.term)]);
  const letters = document.querySelector(".letters");

  const filter = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, names] of rows) {
      row.hidden = !words.every((word) => names.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-term]:not([hidden])");
    }
    if (letters) letters.hidden = words.length > 0;
    count.textContent = words.length ? `${shown} of ${rows.length}` : "";
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", filter);
  filter();
}
