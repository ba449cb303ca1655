// The map of the sites: each with its distances.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const element = document.getElementById("map");
  if (!element || !window.L) return;
  const told = JSON.parse(document.getElementById("map-told").textContent);
  if (!told.sites.length) return;
  element.parentElement.hidden = false;
  const { map } = window.sakkhi.world(element, told), SVG = "http://www.w3.org/2000/svg";
  const widest = (site) => Math.max(5, ...site.radii) * 1000;
  const box = told.sites.map((site) => L.latLng(site.at).toBounds(2 * widest(site))).reduce((a, b) => a.extend(b));
  map.fitBounds(box, { maxZoom: 10, padding: [10, 10] });
  for (const site of told.sites) {
    for (const km of site.radii) L.circle(site.at, { radius: km * 1000, className: "ring", interactive: false }).addTo(map);
    const svg = document.createElementNS(SVG, "svg"), house = document.createElementNS(SVG, "path");
    for (const [name, value] of Object.entries({ viewBox: "-10 -10 20 20", width: 20, height: 20, class: "own", "aria-hidden": "true" })) svg.setAttribute(name, value);
    house.setAttribute("d", "M-7 8V-1L0-8 7-1V8Z");
    svg.append(house);
    const marker = L.marker(site.at, { icon: L.divIcon({ className: "spot", html: svg, iconSize: [24, 24] }), title: site.name }).addTo(map);
    marker.getElement().setAttribute("aria-label", site.name);
    marker.on("click", () => { location.href = site.page; });
  }
});
