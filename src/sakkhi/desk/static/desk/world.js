// The base map that comes with the desk: countries, lakes and rivers of Natural Earth, drawn by Leaflet on a canvas.
"use strict";
(function () {
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // TopoJSON: arcs are steps on a grid; ~n is arc n backwards
  function lines(map) {
    const [sx, sy] = map.transform.scale, [tx, ty] = map.transform.translate;
    return map.arcs.map((arc) => {
      let x = 0, y = 0;
      return arc.map(([dx, dy]) => { x += dx; y += dy; return [y * sy + ty, x * sx + tx]; });
    });
  }

  function joined(numbers, arcs) {
    const out = [];
    for (const n of numbers) {
      const arc = n < 0 ? arcs[~n].slice().reverse() : arcs[n];
      out.push(...(out.length ? arc.slice(1) : arc));
    }
    return out;
  }

  function coordinates(shape, arcs) {
    const line = (numbers) => joined(numbers, arcs);
    switch (shape.type) {
      case "LineString": return [line(shape.arcs)];
      case "MultiLineString": return shape.arcs.map(line);
      case "Polygon": return shape.arcs.map(line);
      default: return shape.arcs.map((rings) => rings.map(line));
    }
  }

  // Draws the base map; gives a function from a country's code to its outline, once it is there
  async function draw(map, address) {
    const paper = L.canvas({ padding: 0.3 });
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("no base map");
    const world = await answer.json(), arcs = lines(world), outlines = {};
    const plain = { renderer: paper, interactive: false, weight: 1, smoothFactor: 1.2 };
    const land = { ...plain, color: css("--border"), fillColor: css("--land"), fillOpacity: 1 };
    const water = { ...plain, color: css("--river"), fillColor: css("--sea"), fillOpacity: 1 };
    for (const shape of world.objects.countries.geometries) {
      const rings = coordinates(shape, arcs);
      if (shape.id) outlines[shape.id] = rings;
      L.polygon(rings, land).addTo(map);
    }
    for (const shape of world.objects.lakes.geometries) L.polygon(coordinates(shape, arcs), water).addTo(map);
    for (const shape of world.objects.rivers.geometries) {
      L.polyline(coordinates(shape, arcs), { ...plain, color: css("--river"), weight: 0.8 }).addTo(map);
    }
    return (code) => outlines[code];
  }

  // Writes the names of the countries that are in view, from a zoom on at which they do not run into each other
  function names(map, address) {
    const layer = L.layerGroup().addTo(map);
    let places = [];
    const write = () => {
      layer.clearLayers();
      if (map.getZoom() < 4) return;
      const seen = map.getBounds().pad(0.1);
      for (const [, name, lat, lon] of places) {
        if (!seen.contains([lat, lon])) continue;
        const word = document.createElement("span");
        word.textContent = name;
        word.dir = "auto";
        L.marker([lat, lon], {
          interactive: false, keyboard: false, zIndexOffset: -1000,
          icon: L.divIcon({ className: "country", html: word, iconSize: [120, 20] }),
        }).addTo(layer);
      }
    };
    map.on("moveend", write);
    fetch(address).then((answer) => answer.json()).then((found) => { places = found.countries; write(); }).catch(() => {});
  }

  // A map with the desk's controls named in the page's language, and its base map
  function world(element, told) {
    const map = L.map(element, {
      zoomControl: false, attributionControl: false, minZoom: 1, maxZoom: told.tiles ? 18 : 14, zoomSnap: 1,
      maxBounds: [[-88, -230], [88, 230]], preferCanvas: false, fadeAnimation: false,
    });
    L.control.zoom({ zoomInTitle: element.dataset.closer || "+", zoomOutTitle: element.dataset.farther || "−" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    if (told.tiles) L.tileLayer(told.tiles, { maxZoom: 18, className: "tiles" }).addTo(map);
    const ready = told.tiles ? Promise.resolve(() => undefined) : draw(map, element.dataset.base).catch(() => () => undefined);
    names(map, element.dataset.names);
    return { map, ready };
  }

  window.sakkhi = { world };
})();
