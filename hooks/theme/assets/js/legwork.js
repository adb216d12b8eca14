// @ts-check
// The few things a page does by itself. Without this script every page still serves its purpose.
// Nothing here asks where things stand: on a page with many drawings each such question costs a layout.

/** Height of the header that stays in view. */
const HEADER_PX = 48;

/** The header says the page's name once its heading has gone by below it. */
function heading() {
  const title = document.querySelector(".md-header__title");
  const h1 = document.querySelector(".md-content h1");
  if (!title || !h1) return;
  const seen = new IntersectionObserver((entries) => {
    const { isIntersecting, boundingClientRect } = entries[entries.length - 1];
    title.classList.toggle("md-header__title--active", !isIntersecting && boundingClientRect.top < HEADER_PX);
  }, { rootMargin: `-${HEADER_PX}px 0px 0px` });
  seen.observe(h1);
}

/**
 * Scrolls a sidebar, and nothing else, until a link in it is seen.
 * @param {HTMLAnchorElement} link
 */
function show(link) {
  const root = link.closest(".md-sidebar__scrollwrap");
  if (!root) return;
  const seen = new IntersectionObserver(([{ isIntersecting, boundingClientRect, rootBounds }]) => {
    seen.disconnect();
    if (!isIntersecting && rootBounds) root.scrollTop += boundingClientRect.top - rootBounds.top - rootBounds.height / 2;
  }, { root });
  seen.observe(link);
}

/** The navigation shows where one is. */
function place() {
  const here = document.querySelector(".lw-nav [aria-current]");
  if (here) show(here);
}

/** The table of contents marks the section that is read: the last whose heading stands in the upper third, or above. */
function contents() {
  /** @type {Map<HTMLElement, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of document.querySelectorAll(".md-nav--secondary .md-nav__link")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  /** @type {Set<Element>} */
  const passed = new Set();
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) passed[isIntersecting ? "add" : "delete"](target);
    const last = [...links.keys()].findLast((section) => passed.has(section));
    for (const [section, link] of links) {
      link.classList.toggle("md-nav__link--passed", passed.has(section));
      link.classList.toggle("md-nav__link--active", section === last);
    }
    const link = last && links.get(last);
    if (link) show(link);
  }, { rootMargin: "1000000px 0px -66%" });
  for (const section of links.keys()) seen.observe(section);
}

/** A heading that folds its section away shows it to whoever is led there. */
function unfold() {
  const open = () => {
    const id = location.hash.slice(1);
    const fold = id && document.getElementById(id)?.closest("details");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", open);
  open();
}

/** The button back to the top comes when one scrolls up. */
function toTop() {
  const button = document.querySelector(".md-top");
  if (!button) return;
  let before = 0;
  /** @param {boolean} shown */
  const show = (shown) => {
    button.hidden = !shown;
    button.tabIndex = shown ? 0 : -1;
  };
  show(false);
  document.addEventListener("scroll", () => {
    const up = scrollY < before && scrollY > HEADER_PX;
    if (up === button.hidden) show(up);
    before = scrollY;
  }, { passive: true });
  button.addEventListener("click", () => {
    button.blur();
    scrollTo({ top: 0 });
  });
}

/** Print buttons: the dialog opens; `large` prints in large type. */
function printing() {
  // What is folded away is printed too.
  /** @type {Set<HTMLDetailsElement>} */
  const folded = new Set();
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      folded.add(details);
      details.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
    folded.clear();
  });
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
  /** @param {boolean} open */
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
    if (box.checked) (nav.querySelector("[aria-current]") ?? nav.querySelector("a"))?.focus();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  nav.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to instanceof Node && to !== button && !nav.contains(to)) set(false);
  });
  set(false);  // a reload may bring back what was open
}

/**
 * Filters above tables: rows that do not match are hidden, and so are tables without rows, with their headings; the number
 * left is announced. The choice stands in the address, so that it is there again when one comes back, and can be passed on.
 */
function filtering() {
  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const groups = [...document.querySelectorAll(".lw-index")].map((table) => {
    let heading = table.previousElementSibling;
    while (heading && heading.tagName !== "H2") heading = heading.previousElementSibling;
    return { table, heading, count: heading?.querySelector(".lw-count"), rows: [...table.tBodies[0].rows] };
  });
  const clear = form.querySelector("button");
  const left = form.querySelector("output");
  const fields = [...form.querySelectorAll("select")];
  if (!clear || !left || !fields.length) return;
  const apply = () => {
    const wanted = fields.map(({ name, value }) => [name, value]).filter(([, value]) => value);
    let shown = 0;
    for (const { table, heading, count, rows } of groups) {
      for (const row of rows) row.hidden = wanted.some(([name, value]) => row.dataset[name] !== value);
      const here = rows.filter((row) => !row.hidden).length;
      shown += here;
      table.hidden = !here;
      // A list that goes on elsewhere keeps its number.
      if (heading instanceof HTMLElement) heading.hidden = !here;
      if (count && !table.nextElementSibling?.matches(".lw-more")) count.textContent = String(here);
    }
    left.textContent = shown === 1 ? "1 routine" : `${shown} routines`;
    clear.hidden = !wanted.length;
    return wanted;
  };
  /** @param {string[][]} wanted */
  const remember = (wanted) => {
    const query = String(new URLSearchParams(wanted));
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = fields.find((one) => one.name === name);
    if (field && [...field.options].some((option) => option.value === value)) field.value = value;
  }
  form.hidden = false;
  form.addEventListener("change", () => remember(apply()));
  clear.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    remember(apply());
    fields[0].focus();
  });
  apply();
}

/** Figures: each plays once when it comes into view, then on its button. The style sheet hides both where motion is unwanted. */
function moving() {
  for (const figure of document.querySelectorAll("[data-figure]")) {
    const drawing = figure.querySelector("[data-seconds]");
    const button = figure.querySelector("button");
    if (!drawing || !button) continue;
    button.hidden = false;

    /** @type {(name: string, label: string) => void} */
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

heading();
place();
contents();
toTop();
unfold();
printing();
drawer();
filtering();
moving();
