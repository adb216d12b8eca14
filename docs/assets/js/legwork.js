// The few things a page does by itself. Without this script every page still serves its purpose.

/** Print buttons: the dialog opens; `large` prints in large type. */
function printing() {
  const large = () => new URLSearchParams(location.search).get("print") === "large";
  document.documentElement.classList.toggle("lw-large", large());
  for (const link of document.querySelectorAll("[data-print]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.documentElement.classList.toggle("lw-large", link.dataset.print === "large" || large());
      window.print();
    });
  }
}

/** The navigation where it is a drawer: the menu button moves the focus into it, Escape and leaving it close it. */
function drawer() {
  const box = document.getElementById("__drawer");
  const button = document.querySelector(".lw-menu");
  const nav = document.getElementById("lw-nav");
  if (!box || !button || !nav) return;
  const set = (open) => {
    box.checked = open;
    box.dispatchEvent(new Event("change"));
  };
  const close = () => {
    if (!box.checked) return;
    const inside = nav.contains(document.activeElement);
    set(false);
    if (inside) button.focus();
  };
  box.addEventListener("change", () => button.setAttribute("aria-expanded", String(box.checked)));
  button.addEventListener("click", () => {
    set(!box.checked);
    if (box.checked) (nav.querySelector("[aria-current]") ?? nav.querySelector("a")).focus();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  nav.addEventListener("focusout", (event) => {
    if (event.relatedTarget && event.relatedTarget !== button && !nav.contains(event.relatedTarget)) set(false);
  });
  set(false);  // a reload may bring back what was open
}

/** Filters above a table: rows that do not match are hidden, the number left is announced. */
function filtering() {
  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const rows = [...document.querySelectorAll(".lw-index tbody tr")];
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    for (const row of rows) row.hidden = wanted.some(([name, value]) => row.dataset[name] !== value);
    const left = rows.filter((row) => !row.hidden).length;
    form.querySelector("output").textContent = left === 1 ? "1 routine" : `${left} routines`;
  };
  form.hidden = false;
  form.addEventListener("change", apply);
  apply();
}

/** Figures: each plays once when it comes into view, then on its button. The style sheet hides both where motion is unwanted. */
function moving() {
  for (const figure of document.querySelectorAll("[data-figure]")) {
    const drawing = figure.querySelector("[data-seconds]");
    const button = figure.querySelector("button");
    if (!drawing || !button) continue;
    button.hidden = false;

    const state = (name, label) => {
      figure.dataset.state = name;
      button.textContent = label;
    };
    const play = () => {
      if (figure.dataset.state !== "paused") {
        figure.classList.remove("is-playing");
        void drawing.getBoundingClientRect();
        figure.classList.add("is-playing");
      }
      figure.style.setProperty("--fig-play", "running");
      state("playing", "Pause");
    };
    const pause = () => {
      figure.style.setProperty("--fig-play", "paused");
      state("paused", "Play");
    };
    // Every part of the figure ends at the same moment; the first event will do.
    drawing.addEventListener("animationend", () => {
      if (figure.dataset.state === "playing") state("ended", "Play again");
    });
    button.addEventListener("click", () => (figure.dataset.state === "playing" ? pause() : play()));
    drawing.addEventListener("click", () => (figure.dataset.state === "playing" ? pause() : play()));

    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      if (!figure.dataset.state) play();
    }, { threshold: 0.6 });
    seen.observe(drawing);
  }
}

printing();
drawer();
filtering();
moving();
