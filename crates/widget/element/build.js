// Builds a tree of ["tag", {attributes}, children...]. No HTML is parsed, so that no policy is in the way.
const REFERENCES = ["id", "for", "aria-describedby", "aria-labelledby"];
const SVG = "http://www.w3.org/2000/svg";

// Lets ids begin with a prefix of the element's own, so that several can stand on one page.
export const prefixed = (prefix) => (name, value) =>
  REFERENCES.includes(name) ? value.replace(/(^| )cc-/g, `$1${prefix}-`) : value;

// What becomes of an attribute's value is said by `write`.
export const build = (node, write = (name, value) => value, around) => {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  const space = tag === "svg" ? SVG : around;
  const element = space ? document.createElementNS(space, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, write(name, value));
  element.append(...children.map((child) => build(child, write, space)));
  return element;
};
