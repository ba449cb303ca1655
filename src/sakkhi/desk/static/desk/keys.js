// One key does an action: it presses what carries it as data-key, in the current item where there are several.
"use strict";
(() => {
  const items = [...document.querySelectorAll("[data-item]")];
  const help = document.querySelector("details.keys");
  const on = document.getElementById("keys-on");
  let current = 0;
  if (help) help.hidden = false;
  if (on) {
    try { on.checked = localStorage.getItem("keys") !== "off"; } catch { /* no storage: keys stay on */ }
    on.addEventListener("change", () => { try { localStorage.setItem("keys", on.checked ? "on" : "off"); } catch { /* as above */ } });
  }
  const show = (n, move) => {
    if (!items.length) return;
    items[current].removeAttribute("data-current");
    current = Math.max(0, Math.min(n, items.length - 1));
    items[current].setAttribute("data-current", "");
    if (move) { items[current].focus({ preventScroll: true }); items[current].scrollIntoView({ block: "nearest" }); }
  };
  show(0, false);
  for (const [n, item] of items.entries()) item.addEventListener("focusin", () => show(n, false));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (on && !on.checked)) return;
    const at = event.target;
    if (at instanceof Element && at.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") { show(current + (key === "j" ? 1 : -1), true); event.preventDefault(); return; }
    if (key === "?" && help) { help.open = !help.open; help.querySelector("summary").focus(); event.preventDefault(); return; }
    if (!/^[a-z]$/.test(key)) return;
    const wanted = `[data-key="${key}"]`;
    const found = (items[current] && items[current].querySelector(wanted)) || document.querySelector(`${wanted}:not([data-item] *)`);
    if (found) { event.preventDefault(); found.click(); }
  });
})();
