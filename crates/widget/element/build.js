// Builds a tree of ["tag", {attributes}, children...]. No HTML is parsed, so that no policy is in the way.
const REFERENCES = ["id", "for", "aria-describedby", "aria-labelledby"];

// Ids begin with a prefix of the form's own, so that several forms can stand on one page.
export const build = (node, prefix) => {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, REFERENCES.includes(name) ? value.replace(/(^| )cc-/g, `$1${prefix}-`) : value);
  }
  element.append(...children.map((child) => build(child, prefix)));
  return element;
};
