// What a page gets wrong for people who hear it, use the keyboard, or see little: one line for each fault.
() => {
  const faults = [];
  const fault = (what, element) => {
    const shown = element ? ` <${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ${(element.textContent || "").trim().slice(0, 40)}` : "";
    faults.push(what + shown);
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const visible = (element) => element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;
  const text = (id) => (document.getElementById(id) || {}).textContent || "";
  const name = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) return by.split(/\s+/).map(text).join(" ").trim();
    const label = element.getAttribute("aria-label");
    if (label && label.trim()) return label.trim();
    if (element.labels && element.labels.length) return [...element.labels].map((one) => one.textContent).join(" ").trim();
    if (element.tagName === "IMG") return element.getAttribute("alt");
    return (element.textContent || "").trim() || element.getAttribute("title") || "";
  };

  // The page: language, title, landmarks, one first heading.
  if (!document.documentElement.lang) fault("no language");
  if (!document.title.trim()) fault("no title");
  for (const landmark of ["main", "header", "footer"]) {
    const there = all(landmark).filter((one) => landmark === "main" || one.parentElement === document.body);
    if (there.length !== 1) fault(`${there.length} landmarks ${landmark}`);
  }
  if (all("h1").length !== 1) fault(`${all("h1").length} first headings`);
  const first = document.querySelector("a[href]");
  if (!first || first.getAttribute("href") !== "#main") fault("no link past the navigation", first);
  all("nav").forEach((one) => name(one) && (one.getAttribute("aria-label") || one.getAttribute("aria-labelledby")) || fault("navigation without a name", one));
  const regions = all("section[aria-label], section[aria-labelledby], [role=region], aside, nav").map((one) => `${one.tagName} ${name(one)}`);
  regions.filter((one, n) => regions.indexOf(one) !== n && one.startsWith("NAV")).forEach((one) => fault(`two called ${one}`));
  for (const one of all("body > *")) {
    if (!["HEADER", "MAIN", "FOOTER", "SCRIPT"].includes(one.tagName) && !one.classList.contains("skip")) fault("outside all landmarks", one);
  }
  let last = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.tagName[1]);
    if (!heading.textContent.trim()) fault("empty heading", heading);
    if (last && level > last + 1) fault(`heading ${level} after ${last}`, heading);
    last = level;
  }

  // Names, and references that lead somewhere.
  const ids = all("[id]").map((one) => one.id);
  ids.filter((one, n) => ids.indexOf(one) !== n).forEach((one) => fault(`two with the id ${one}`));
  all("a[href], button, summary, [role=button]").forEach((one) => name(one) || fault("without a name", one));
  all("input:not([type=hidden]), select, textarea").forEach((one) => name(one) || fault("field without a label", one));
  all("svg[role=img], [role=region], [role=search]").forEach((one) => name(one) || one.closest("[aria-hidden]") || fault("without a name", one));
  all("svg:not([role=img]):not([aria-hidden=true])").forEach((one) => fault("drawing neither named nor hidden", one));
  all("img:not([alt])").forEach((one) => fault("picture without alt", one));
  for (const attribute of ["aria-labelledby", "aria-describedby", "list", "for"]) {
    for (const one of all(`[${attribute}]`)) {
      for (const id of one.getAttribute(attribute).split(/\s+/)) document.getElementById(id) || fault(`${attribute} leads nowhere: ${id}`, one);
    }
  }
  const roles = ["search", "region", "alert", "status", "img", "button"];
  all("[role]").forEach((one) => roles.includes(one.getAttribute("role")) || fault(`role ${one.getAttribute("role")}`, one));
  all("[aria-hidden=true] a[href], [aria-hidden=true] button").forEach((one) => fault("can be reached but is hidden", one));
  all("[tabindex]").forEach((one) => Number(one.getAttribute("tabindex")) > 0 && fault("order of its own", one));

  // Structure.
  all("table").forEach((one) => one.querySelector("th[scope]") || fault("table without headers", one));
  all("th").forEach((one) => one.getAttribute("scope") || fault("header of nothing", one));
  all("ul, ol").forEach((list) => [...list.children].forEach((one) => one.tagName === "LI" || fault("in a list, no item", one)));
  all("dl > *").forEach((one) => ["DT", "DD"].includes(one.tagName) || fault("in a list of terms", one));
  all("ul:empty, ol:empty, dl:empty").forEach((one) => fault("empty list", one));
  for (const one of all("main *")) {
    const style = getComputedStyle(one);
    const scrolls = ["auto", "scroll"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1 || ["auto", "scroll"].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
    if (scrolls && visible(one) && one.tabIndex < 0 && !one.querySelector("a[href], button, input")) fault("scrolls, but not by keyboard", one);
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) fault(`wider than the screen by ${document.documentElement.scrollWidth - document.documentElement.clientWidth}`);

  // Contrast, WCAG 2 AA.
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (css) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((n) => top[n] * top[3] + below[n] * (1 - top[3])).concat(1);
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const layer = colour(getComputedStyle(one).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Map();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !visible(element) || element.closest("title, script, .hidden, .skip, option")) continue;
    const style = getComputedStyle(element);
    const back = behind(element);
    const ink = over(colour(element.closest("svg") ? style.fill : style.color), back);
    const [a, b] = [light(ink), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    const key = `${ink} ${back}`;
    if (ratio < (large ? 3 : 4.5) && !seen.has(key)) {
      seen.set(key, 1);
      fault(`contrast ${ratio.toFixed(2)}`, element);
    }
  }
  for (const one of all("input:not([type=hidden]), select, textarea, button")) {
    const style = getComputedStyle(one);
    const [a, b] = [light(over(colour(style.borderTopColor), behind(one.parentElement))), light(behind(one.parentElement))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 3) fault("edge of a field hard to see", one);
  }
  return faults;
}
