// Makes the galleries of a page answer: choose, sort, compare. Everything they show is in the page;
// the rows of the table hold what is sorted and chosen by. A notebook may run this more than once.
(() => {
  function start(gallery) {
    const table = gallery.querySelector(".gallery-reference table");
    const heads = [...table.querySelectorAll("thead th")];
    const cards = [...gallery.querySelectorAll(".gallery-card")];
    const items = [...table.tBodies[0].rows].map((row, i) => ({ row, card: cards[i], place: i, data: row.dataset }));
    const form = gallery.querySelector("form");
    const filters = [...form.querySelectorAll("[data-filter]")];
    const order = form.querySelector("[data-sort]");
    const direction = form.querySelector("[data-direction]");
    const status = gallery.querySelector(".gallery-status");
    let descending = false;

    const key = ({ row, place, data }) => {
      if (order.value === "") return place;
      if (order.value === "name") return data.name;
      const text = row.cells[order.value].dataset.key;
      return text === undefined ? null : Number(text);
    };

    // What was not measured stands last, whatever the direction; equals keep the catalogue's order.
    function compare(a, b) {
      const [x, y] = [key(a), key(b)];
      if (x === null || y === null) return (x === null) - (y === null) || a.place - b.place;
      const sign = x < y ? -1 : x > y ? 1 : 0;
      return (descending ? -sign : sign) || a.place - b.place;
    }

    function show() {
      let shown = 0;
      for (const { row, card, data } of items) {
        const fits = filters.every((it) => {
          const wanted = it.value.trim().toLowerCase();
          return it.dataset.filter === "name" ? data.name.includes(wanted.replaceAll(" ", "_")) : !wanted || data[it.dataset.filter] === wanted;
        });
        row.hidden = card.hidden = !fits;
        shown += fits;
      }
      for (const { row, card } of [...items].sort(compare)) {
        row.parentElement.append(row);
        card.parentElement.append(card);
      }
      const way = descending ? "descending" : "ascending";
      for (const head of heads) {
        const sorted = head.querySelector("button").dataset.column === order.value;
        head.setAttribute("aria-sort", sorted ? way : "none");
      }
      direction.textContent = descending ? "Descending" : "Ascending";
      const by = order.selectedOptions[0].textContent;
      const count = shown === items.length ? shown : `${shown} of ${items.length}`;
      status.textContent = `${count} activations, by ${by}, ${way}`;
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => ((descending = false), show())));
    for (const filter of filters) filter.addEventListener("input", show);
    order.addEventListener("input", show);
    direction.addEventListener("click", () => ((descending = !descending), show()));
    for (const head of heads) {
      const button = head.querySelector("button");
      button.disabled = false;
      button.addEventListener("click", () => {
        descending = order.value === button.dataset.column && !descending;
        order.value = button.dataset.column;
        show();
      });
    }
    for (const set of gallery.querySelectorAll("fieldset")) set.disabled = false;
    compareTwo(gallery.querySelector(".gallery-comparison"), items);
    gallery.dataset.ready = "";
  }

  function compareTwo(section, items) {
    const choices = [...section.querySelectorAll("[data-compared]")];
    const drawings = [...section.querySelectorAll("svg")];
    const table = section.querySelector("table");
    const status = section.querySelector(".gallery-status");
    const LOOKS = [".gallery-value", ".gallery-slope"];

    function show() {
      const chosen = choices.map((it) => items[it.value]);
      const names = chosen.map((it) => it.data.name);
      drawings.forEach((drawing, order) => {
        chosen.forEach(({ card }, i) => {
          const drawn = card.querySelector(LOOKS[order]).getAttribute("d");
          drawing.querySelector(LOOKS[i]).setAttribute("d", drawn);
        });
        const what = order ? "slopes" : "values";
        const said = chosen.map(({ data }) => `${data.name}: ${data[what]}`).join("; ");
        const title = order ? "Slopes" : "Values";
        drawing.setAttribute("aria-label", `${title} from z = −4 to 4. ${said}.`);
      });
      chosen.forEach(({ row }, i) => {
        table.tHead.rows[0].cells[i + 1].textContent = names[i];
        [...table.tBodies[0].rows].forEach((line, n) => (line.cells[i + 1].textContent = row.cells[n + 1].textContent));
      });
      status.textContent = names.join(" and ");
    }

    for (const choice of choices) choice.addEventListener("input", show);
  }

  document.querySelectorAll(".course-gallery:not([data-ready])").forEach(start);
})();
