// What a screen reader is told of the page: the accessible name and role of an element, after the
// rules of "Accessible Name and Description Computation" and "HTML Accessibility API Mappings" (W3C).
const squash = (text) => (text ?? "").replace(/\s+/g, " ").trim();

const isShown = (element) =>
  element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) &&
  !element.closest("[aria-hidden='true'], [inert]");

function nameOf(element, referred = false) {
  const ids = squash(element.getAttribute("aria-labelledby"));
  if (ids && !referred) {
    const parts = ids.split(" ").map((id) => document.getElementById(id));
    return squash(parts.map((part) => (part ? nameOf(part, true) : "")).join(" "));
  }
  const label = squash(element.getAttribute("aria-label"));
  if (label) return label;
  if (element.labels?.length && !referred) {
    return squash([...element.labels].map((each) => contentOf(each, element)).join(" "));
  }
  if (element.matches("img, area, input[type=image]")) return squash(element.alt);
  if (element.matches("input[type=button], input[type=submit], input[type=reset]")) {
    return squash(element.value);
  }
  if (element.matches("fieldset, table, figure")) {
    const caption = element.querySelector(":scope > legend, :scope > caption, :scope > figcaption");
    if (caption) return contentOf(caption);
  }
  if (element instanceof SVGElement) {
    const title = element.querySelector(":scope > title");
    if (title) return squash(title.textContent);
  }
  const fromContent =
    referred ||
    element.matches(
      "a, button, summary, label, legend, caption, option, h1, h2, h3, h4, h5, h6, th, td, li, " +
        "[role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=radio], " +
        "[role=checkbox], [role=switch], [role=heading], [role=cell], [role=gridcell], [role=row], " +
        "[role=rowheader], [role=columnheader], [role=treeitem], [role=tooltip]",
    );
  const content = fromContent ? contentOf(element) : "";
  return content || squash(element.getAttribute("title")) || squash(element.placeholder);
}

// The text inside, with pictures by their names and without what is hidden or left out.
function contentOf(element, without = null) {
  const text = [...element.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node === without) return "";
    if (node.getAttribute("aria-hidden") === "true" || node.hidden) return "";
    const own = squash(node.getAttribute("aria-label"));
    if (own) return ` ${own} `;
    if (node instanceof SVGElement || node.matches("img")) return ` ${nameOf(node)} `;
    const inside = contentOf(node, without);
    return getComputedStyle(node).display.startsWith("inline") ? inside : ` ${inside} `;
  });
  return squash(text.join(""));
}

const INPUT_ROLES = {
  button: "button", checkbox: "checkbox", image: "button", number: "spinbutton", radio: "radio",
  range: "slider", reset: "button", search: "searchbox", submit: "button",
};

const ROLES = [
  ["a[href], area[href]", "link"],
  ["button, summary", "button"],
  ["h1, h2, h3, h4, h5, h6", "heading"],
  ["select[multiple]", "listbox"],
  ["select", "combobox"],
  ["textarea", "textbox"],
  ["option", "option"],
  ["nav", "navigation"],
  ["main", "main"],
  ["dialog", "dialog"],
  ["table", "table"],
  ["tr", "row"],
  ["td", "cell"],
  ["th[scope=row]", "rowheader"],
  ["th", "columnheader"],
  ["ul, ol", "list"],
  ["li", "listitem"],
  ["fieldset", "group"],
  ["figure", "figure"],
  ["img", "img"],
  ["form", "form"],
  ["output", "status"],
  ["progress", "progressbar"],
];

function roleOf(element) {
  const stated = squash(element.getAttribute("role")).split(" ")[0];
  if (stated) return stated;
  if (element.matches("input")) {
    if (element.list) return "combobox";
    return INPUT_ROLES[element.type] ?? "textbox";
  }
  return ROLES.find(([selector]) => element.matches(selector))?.[1] ?? "generic";
}

const stopOf = (element) => {
  const box = element.getBoundingClientRect();
  return { role: roleOf(element), name: nameOf(element), x: box.x, y: box.y };
};
