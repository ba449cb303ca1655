// Words that are selected in the text go into the open form, with their place in code points of the text as it came.
"use strict";
(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const length = (words) => [...words].length;
  const within = (range, piece, atEnd) => {
    const node = atEnd ? range.endContainer : range.startContainer;
    if (!piece.contains(node)) return atEnd ? length(piece.textContent) : 0;
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, atEnd ? range.endOffset : range.startOffset);
    return length(before.toString());
  };
  const chosen = () => {
    const selection = document.getSelection();
    if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const pieces = [...text.querySelectorAll(".piece")].filter((piece) => range.intersectsNode(piece));
    if (!pieces.length) return null;
    const first = pieces[0], last = pieces[pieces.length - 1];
    const start = Number(first.dataset.start) + within(range, first, false);
    const end = Number(last.dataset.start) + within(range, last, true);
    const words = pieces.map((piece) => {
      const all = [...piece.textContent], from = Number(piece.dataset.start);
      return all.slice(Math.max(0, start - from), Math.max(0, end - from)).join("");
    }).join("");
    return end > start ? { start, end, words } : null;
  };
  document.addEventListener("selectionchange", () => {
    const found = chosen();
    if (!found) return;
    for (const form of document.querySelectorAll("details[data-words][open] form")) {
      form.elements.start.value = found.start;
      form.elements.end.value = found.end;
      form.elements.quote.value = found.words.slice(0, 2000);
    }
  });
  for (const form of document.querySelectorAll("details[data-words] form")) {
    form.elements.quote.addEventListener("input", () => { form.elements.start.value = form.elements.end.value = ""; });
  }
})();
