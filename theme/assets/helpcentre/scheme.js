// @ts-check
// Sets the colours a reader has chosen, before anything is drawn: no module, since modules wait for the page.
try {
  const chosen = localStorage.getItem("helpcentre-scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.hcScheme = chosen;
} catch {
  // storage is switched off: the page follows the system
}
