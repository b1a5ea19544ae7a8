// Run inside the page by tests/browser/layout.py; returns one line for each finding.
(options) => {
  const found = new Set();
  const say = (kind, words) => found.add(`${kind} ${words.trim().replace(/\s+/g, " ").slice(0, 40)}`);
  const lang = document.documentElement.lang;

  const shown = (element) => {
    const style = getComputedStyle(element);
    if (style.visibility === "hidden" || style.display === "none") return false;
    if (element.closest("svg text")) return true;
    if (element.closest("details:not([open]) > :not(summary), option, script, style")) return false;
    const away = element.closest(".vh, .skip, .word, thead");  // for screen readers only, when taken out of the flow
    return !away || getComputedStyle(away).position !== "absolute";
  };
  const boxes = (range) => [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);

  // what an element is painted on; "transparent" is said as a black of no weight
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "rgb(255, 255, 255)";
  };

  // every run of text with the boxes it is painted in
  const runs = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const painted = boxes(range);
    if (painted.length) runs.push({ node, element, words: node.textContent.trim(), painted });
  }

  for (const { node, element, words, painted } of runs) {
    if (painted.some((box) => box.right > innerWidth + 1 || box.left < -1)) say("OFFSCREEN", words);

    // a number or a Latin word must not be broken across lines; codes may
    if (!element.closest("code, .mono")) {
      for (const part of node.textContent.matchAll(/[A-Za-z]{2,}|¥?\d[\d,.]*\d/g)) {
        const range = document.createRange();
        range.setStart(node, part.index);
        range.setEnd(node, part.index + part[0].length);
        if (new Set(boxes(range).map((box) => Math.round(box.top))).size > 1) say("BROKEN", part[0]);
      }
    }

    const holder = element.closest("a, button, .card, .tile, .tag, .note");
    if (holder && !element.closest("svg")) {
      const edge = holder.getBoundingClientRect();
      const inline = getComputedStyle(holder).display === "inline";
      if (!inline && painted.some((box) => box.right > edge.right + 2 || box.bottom > edge.bottom + 3)) say("SPILL", words);
    }

    // axe takes the colour of the ground for text that is hidden on purpose
    if (!element.closest("svg") && getComputedStyle(element).color === ground(element)) say("INVISIBLE", words);

    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < options.text) say("TINY", `${size}px ${words}`);
  }

  runs.forEach((one, place) => {
    for (const other of runs.slice(place + 1, place + 25)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      for (const a of one.painted) for (const b of other.painted) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 3 && down > Math.min(a.height, b.height) * 0.5) say("OVERLAP", `${one.words.slice(0, 16)} | ${other.words.slice(0, 16)}`);
      }
    }
  });

  if (document.documentElement.scrollWidth > innerWidth + 1) say("SIDEWAYS", `${document.documentElement.scrollWidth}px`);

  // controls: tall enough for a thumb; links inside a sentence are exempt, as in WCAG 2.5.8
  for (const control of document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")) {
    if (!shown(control) || !control.getClientRects().length || control.matches(".skip")) continue;
    if (getComputedStyle(control).display === "inline") {
      const sentence = control.closest("p, li, dd, td, th, h3, .note, blockquote, .source");
      if (sentence && sentence.innerText.trim() !== control.innerText.trim()) continue;
    }
    const area = (control.closest("label") || control).getBoundingClientRect();
    if (area.height < options.target - 0.5) say("SMALL", `${Math.round(area.height)}px ${control.innerText || control.name || control.type}`);
  }

  const spoken = runs.filter(({ element }) => !element.closest("code, .mono, [lang]:not(html)"));
  for (const { words } of spoken) {
    if (lang.startsWith("zh")) {
      const half = words.match(/[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/);
      if (half) say("PUNCTUATION", words);
    } else if (/[\u3000-\u9fff\uff00-\uffef]/.test(words)) say("CHINESE", words);
  }
  return [...found];
}
