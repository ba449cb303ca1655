// The picture's map: symbols from the server for what is in view, the list beside it, and the address that holds it all.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const element = document.getElementById("map");
  if (!element || !window.L) return;
  const told = JSON.parse(document.getElementById("map-told").textContent);
  const form = document.getElementById("filters"), said = document.getElementById("map-said");
  const listed = document.getElementById("listed"), title = document.getElementById("beside-title");
  element.parentElement.hidden = false;
  document.querySelector(".drawing").hidden = false;
  const { map, ready } = window.sakkhi.world(element, told);
  const fit = told.fit && [[told.fit[0], told.fit[1]], [told.fit[2], told.fit[3]]];
  if (told.view) map.setView([told.view[0], told.view[1]], told.view[2]);
  else if (fit) map.fitBounds(fit, { maxZoom: 9, padding: [20, 20] });
  else map.setView([25, 50], 3);
  const symbols = L.layerGroup().addTo(map), areas = L.layerGroup().addTo(map), own = L.layerGroup().addTo(map);
  const SVG = "http://www.w3.org/2000/svg";
  const rtl = document.documentElement.dir === "rtl";
  let outline = () => undefined, asked = 0, moved = false;

  const node = (name, attributes, ...inside) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const box = { x: -12, y: -12, width: 24, height: 24 };

  function symbol(spot) {
    const shape = node("use", { href: `#m-${spot.s}`, ...box });
    if (spot.f === "mixed") shape.setAttribute("fill", "url(#half)");
    const svg = node("svg", { class: `symbol f-${spot.f}`, viewBox: "-12 -12 24 24", width: spot.z, height: spot.z, "aria-hidden": "true" }, shape);
    if (spot.f === "intercepted" || spot.f === "foiled") svg.append(node("use", { href: "#stopped", class: "slash", ...box }));
    return svg;
  }

  // Dashes over a share of a ring of 100, then none
  function dashes(share) {
    const out = [];
    for (let left = share; left > 0.01; left -= 7) out.push(Math.min(4, left), Math.max(0, Math.min(3, left - 4)));
    out[out.length - 1] += 100 - share;
    return out.join(" ");
  }

  // A ring in three parts: what struck, what was stopped, the rest; the number within
  function cluster(spot) {
    const wide = Math.round(30 + 9 * Math.log10(spot.n)), whole = spot.o.reduce((a, b) => a + b, 0);
    const svg = node("svg", { class: "cluster", viewBox: "-20 -20 40 40", width: wide, height: wide, "aria-hidden": "true" }, node("circle", { r: 19, class: "disc" }));
    let from = 0;
    ["struck", "stopped", "others"].forEach((part, n) => {
      const share = spot.o[n] / whole * 100;
      if (share) svg.append(node("circle", { r: 17, class: `part ${part}`, pathLength: 100, "stroke-dasharray": part === "stopped" ? dashes(share) : `${share} ${100 - share}`, "stroke-dashoffset": -from }));
      from += share;
    });
    const number = node("text", { "text-anchor": "middle", "dominant-baseline": "central", "font-size": spot.l.length > 4 ? 12 : 16 });
    number.textContent = spot.l;
    svg.append(number);
    return { svg, wide };
  }

  function popup(spot) {
    const inside = document.createElement("div"), link = document.createElement("a");
    inside.dir = rtl ? "rtl" : "ltr";
    link.textContent = spot.t;
    if (spot.i) {
      link.href = told.incident.replace("ID", encodeURIComponent(spot.i));
    } else {
      const query = state();
      query.delete("site"); query.delete("km"); query.delete("area");
      if (spot.c) query.set("country", spot.c); else query.set("near", [...spot.at, Math.max(1, spot.r || 0)].join(","));
      link.href = `?${plain(query)}`;
    }
    inside.append(link);
    if (spot.p) { const roughly = document.createElement("div"); roughly.textContent = spot.p; inside.append(roughly); }
    return inside;
  }

  function put(spot) {
    const several = spot.n > 0;
    const { svg, wide } = several ? cluster(spot) : { svg: symbol(spot), wide: spot.z };
    if (spot.c && outline(spot.c)) L.polygon(outline(spot.c), { className: "area", interactive: false }).addTo(areas);
    else if (spot.r) L.circle(spot.at, { radius: spot.r * 1000, className: "area", interactive: false }).addTo(areas);
    const around = document.createElement("span");
    around.append(svg);
    const side = Math.max(wide, 24);
    const marker = L.marker(spot.at, {
      icon: L.divIcon({ className: spot.r ? "spot rough" : "spot", html: around, iconSize: [side, side] }),
      title: spot.t, riseOnHover: true, zIndexOffset: several ? 0 : 100,
    }).addTo(symbols);
    marker.getElement().setAttribute("aria-label", spot.t);
    if (several && !spot.a && map.getZoom() < map.getMaxZoom()) {
      marker.on("click", () => map.setView(spot.at, Math.min(map.getZoom() + 2, map.getMaxZoom())));
    } else {
      marker.bindPopup(() => popup(spot));
      marker.on("popupopen", (event) => event.popup.getElement().querySelector("a").focus());
      marker.on("popupclose", () => { const back = marker.getElement(); if (back) back.focus({ preventScroll: true }); });
    }
  }

  const edges = () => {
    const seen = map.getBounds();
    return [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()].map((n) => n.toFixed(4)).join(",");
  };

  // The filters as the page was asked for, not as the form is being changed
  const plain = (query) => query.toString().replaceAll("%2C", ",");
  function state() { return new URLSearchParams(location.search); }

  async function show() {
    const number = ++asked, query = state();
    query.delete("map"); query.delete("page");
    query.set("view", edges());
    query.set("zoom", map.getZoom());
    let answer;
    try {
      answer = await fetch(`${told.spots}?${query}`, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) throw new Error(answer.status);
      answer = await answer.json();
    } catch (error) { said.textContent = element.dataset.failed; return; }
    if (number !== asked) return; // a later view is already being fetched
    if (map._popup && map._popup.isOpen()) map._popup.options.autoPan = false;
    const open = map._popup && map._popup.isOpen();
    if (open) return; // what is being read stays until it is closed
    symbols.clearLayers(); areas.clearLayers();
    answer.spots.sort((a, b) => b.at[0] - a.at[0] || a.at[1] - b.at[1]).forEach(put);
    said.textContent = answer.count;
    if (moved) {
      listed.innerHTML = answer.list;
      title.textContent = title.dataset.view;
    }
  }

  function moveTo() {
    moved = true;
    const middle = map.getCenter(), query = state(), lon = ((middle.lng + 540) % 360 + 360) % 360 - 180;
    const at = `${middle.lat.toFixed(3)},${lon.toFixed(3)},${map.getZoom()}`;
    query.set("map", at);
    query.delete("page");
    history.replaceState(null, "", `?${plain(query)}`);
    const kept = form.elements.map || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "map" }));
    kept.value = at;
    show();
  }

  // Own sites, with the distance that is asked for
  for (const site of told.sites) {
    const house = node("svg", { viewBox: "-10 -10 20 20", width: 20, height: 20, class: "own", "aria-hidden": "true" }, node("path", { d: "M-7 8V-1L0-8 7-1V8Z" }));
    const marker = L.marker(site.at, { icon: L.divIcon({ className: "spot", html: house, iconSize: [24, 24] }), title: site.name }).addTo(own);
    marker.getElement().setAttribute("aria-label", site.name);
    marker.on("click", () => { location.href = site.page; });
    if (site.km) L.circle(site.at, { radius: site.km * 1000, className: "ring", interactive: false }).addTo(own);
  }
  if (told.area) { const [south, west, north, east] = told.area; L.rectangle([[south, west], [north, east < west ? east + 360 : east]], { className: "ring", interactive: false }).addTo(own); }
  if (told.near && !told.sites.some((site) => site.km)) L.circle(told.near, { radius: told.near[2] * 1000, className: "ring", interactive: false }).addTo(own);

  // Drawing an area: press, drag, let go; the keyboard takes the map's view instead
  const pen = document.getElementById("draw"), area = document.getElementById("area");
  const ask = (corners) => { area.value = corners; form.requestSubmit(); };
  let start = null, drawn = null;
  const drawing = (on) => {
    pen.setAttribute("aria-pressed", on);
    element.classList.toggle("drawn-on", on);
    if (on) { map.dragging.disable(); element.scrollIntoView({ block: "nearest" }); } else map.dragging.enable();
  };
  pen.addEventListener("click", () => drawing(pen.getAttribute("aria-pressed") !== "true"));
  document.getElementById("take-view").addEventListener("click", () => ask(edges()));
  const at = (event) => map.mouseEventToLatLng(event);
  element.addEventListener("pointerdown", (event) => {
    if (pen.getAttribute("aria-pressed") !== "true" || event.target.closest(".leaflet-control")) return;
    start = at(event);
    drawn = L.rectangle([start, start], { className: "ring", interactive: false }).addTo(map);
    element.setPointerCapture(event.pointerId);
    event.preventDefault(); event.stopPropagation();
  }, true);
  element.addEventListener("pointermove", (event) => { if (start) drawn.setBounds([start, at(event)]); }, true);
  element.addEventListener("pointerup", (event) => {
    if (!start) return;
    const bounds = L.latLngBounds(start, at(event));
    start = null;
    drawing(false);
    if (bounds.getNorth() - bounds.getSouth() < 1e-3) { drawn.remove(); return; }
    ask([bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()].map((n) => n.toFixed(3)).join(","));
  }, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") drawing(false); });

  map.on("moveend", moveTo);
  show();
  ready.then((outlines) => { outline = outlines; show(); });
});
