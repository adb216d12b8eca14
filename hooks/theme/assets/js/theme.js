// @ts-check
// Light or dark, before anything is painted: this stands in the page right behind the switch. Nothing is kept in the
// browser until the reader chooses.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const KEY = `${new URL("../..", script.src).pathname}.__palette`;
  const SYSTEM = "(prefers-color-scheme)";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choices = [...document.querySelectorAll("input[name=__palette]")];

  /** The choice that is kept; a browser may refuse to keep anything. */
  function kept() {
    try {
      return choices[JSON.parse(localStorage.getItem(KEY) ?? "").index];
    } catch {
      return undefined;
    }
  }

  /** @param {HTMLInputElement} choice */
  function keep(choice) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ index: choices.indexOf(choice) }));
    } catch {
      // It is forgotten with the page.
    }
  }

  let chosen = kept() ?? choices[0];

  /** Each name says what the next choice does, in the order of the page: system, light, dark. */
  const names = choices.map((choice) => choice.getAttribute("aria-label") ?? "");

  /**
   * Where a press leads. From the system's choice first to what it does not show, or nothing would be seen to happen.
   * @param {HTMLInputElement} choice
   */
  function after(choice) {
    const step = dark.matches ? 1 : choices.length - 1;
    return choices[(choices.indexOf(choice) + step) % choices.length];
  }

  function show() {
    const { mdColorMedia: media } = chosen.dataset;
    const wanted = media === SYSTEM ? `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})` : media;
    const { mdColorScheme: scheme } = (choices.find((choice) => choice.dataset.mdColorMedia === wanted) ?? chosen).dataset;
    Object.assign(document.body.dataset, { mdColorMedia: media, mdColorScheme: scheme });
    document.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light";
    for (const choice of choices) {
      const next = after(choice);
      const name = names[(choices.indexOf(next) + choices.length - 1) % choices.length];
      choice.setAttribute("aria-label", name);
      Object.assign(choice.nextElementSibling ?? {}, { hidden: choice !== chosen, htmlFor: next.id, title: name });
    }
  }

  /** Colors change at once, not each part in its own time. */
  function change() {
    document.body.dataset.mdColorSwitching = "";
    show();
    setTimeout(() => delete document.body.dataset.mdColorSwitching);
  }

  const { form } = choices[0];
  form?.addEventListener("change", ({ target }) => {
    chosen = choices.find((choice) => choice === target) ?? chosen;
    keep(chosen);
    change();
  });
  // A radio button cannot be pressed again: the key goes on to the next, as a click on its sign does.
  form?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    const next = after(chosen);
    next.click();
    next.focus();
  });
  dark.addEventListener("change", change);

  document.documentElement.classList.replace("no-js", "js");
  show();
})();
