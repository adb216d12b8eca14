// Light or dark as the reader chose it last time, before anything is painted. Stands in the place of the theme's inline
// scripts, so that no page needs one, and keeps nothing until a choice is made. The names are those the theme calls.
(() => {
  const KEPT = "__palette";
  const scope = new URL("../..", document.currentScript.src);
  const keyOf = (key) => `${scope.pathname}.${key}`;

  /** What is kept under a key, or null; a browser may refuse to keep anything. */
  const get = (key) => {
    try {
      return JSON.parse(localStorage.getItem(keyOf(key)));
    } catch {
      return null;
    }
  };
  const kept = get(KEPT);

  let chosen = kept !== null;
  document.addEventListener("change", (event) => {
    if (event.target.name === KEPT) chosen = true;
  }, true);

  Object.assign(window, {
    __md_scope: scope,
    __md_hash: (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0),
    __md_get: get,
    __md_set: (key, value) => {
      if (key !== KEPT || !chosen) return;
      try {
        localStorage.setItem(keyOf(key), JSON.stringify(value));
      } catch {
        // It is forgotten with the page.
      }
    },
  });

  if (!kept?.color) return;
  const { color } = kept;
  if (color.media === "(prefers-color-scheme)") {
    const now = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${now})']`);
    for (const name of ["media", "scheme", "primary", "accent"]) color[name] = input.getAttribute(`data-md-color-${name}`);
  }
  for (const name of ["media", "scheme", "primary", "accent"]) document.body.setAttribute(`data-md-color-${name}`, color[name]);
})();
