// The theme that was chosen here before, else the system's. Runs before the first paint.
const root = document.documentElement;
const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
try { root.dataset.theme = localStorage.getItem("theme") ?? ""; } catch { /* storage is switched off */ }
document.addEventListener("click", event => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  root.dataset.theme = dark() ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it lasts as long as the page */ }
});
