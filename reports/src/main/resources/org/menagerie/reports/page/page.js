"use strict";
(() => {
  const collator = new Intl.Collator("en", { numeric: true });

  /** Rows without a value stay last in either direction. */
  function compare(a, b, column, sign) {
    const [x, y] = [a, b].map((row) => row.cells[column].dataset.sort ?? "");
    if (x === "" || y === "") return (x === "") - (y === "");
    const [p, q] = [Number(x), Number(y)];
    return sign * (Number.isNaN(p) || Number.isNaN(q) ? collator.compare(x, y) : p - q);
  }

  function sortBy(table, header) {
    const up = header.getAttribute("aria-sort") === "ascending";
    for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", up ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    rows.sort((a, b) => compare(a, b, header.cellIndex, up ? -1 : 1));
    body.append(...rows);
  }

  function makeSortable(table) {
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sortBy(table, header));
      header.append(button);
    }
  }

  function makeFilterable(filter, table) {
    const input = filter.querySelector("input");
    const output = filter.querySelector("output");
    const rows = [...table.tBodies[0].rows];
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = `${row.textContent} ${row.dataset.found ?? ""}`.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      output.textContent = `${shown} of ${rows.length} rows`;
    };
    input.addEventListener("input", apply);
    filter.hidden = false;
    apply();
  }

  for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
  for (const filter of document.querySelectorAll(".filter")) {
    makeFilterable(filter, document.getElementById(filter.dataset.table));
  }
  // What is cut off at the side is said: scroll bars of phones hide themselves.
  function cue(scroller) {
    const more = scroller.scrollWidth - scroller.clientWidth - scroller.scrollLeft > 8;
    scroller.classList.toggle("more", more);
  }
  const scrollers = document.querySelectorAll(".scroller");
  const cueAll = () => scrollers.forEach(cue);
  for (const scroller of scrollers) {
    scroller.addEventListener("scroll", () => cue(scroller), { passive: true });
  }
  addEventListener("resize", cueAll);
  // Tables in closed details have no width yet.
  document.addEventListener("toggle", cueAll, true);
  cueAll();
  // Paper cannot be unfolded; what is closed on the screen comes back afterwards.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.print:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
  document.documentElement.dataset.script = "ready";
})();
