const THEME_KEY = "assay-theme";

/** Takes the theme chosen last, and remembers a new choice; without storage the choice lasts as long as the page. */
function startTheme() {
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll("input[name=theme]")
  );
  const chosen = stored();
  for (const radio of radios) {
    if (radio.value === chosen) radio.checked = true;
    radio.addEventListener("change", () => store(radio.value));
  }
}

function stored() {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null;
  }
}

/** @param {string} theme */
function store(theme) {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage is forbidden here.
  }
}
