// Tells the elements of a page that what they show is there, and puts one for it where none stands, unless the page does that itself.
export const insert = (name, attribute, id, script, insertable = true) => {
  const put = () => {
    const places = [...document.querySelectorAll(`${name}[${attribute}="${id}"]`)];
    for (const place of places) place.connectedCallback();
    // Where the page has chosen the places, none is added.
    if (!insertable || places.some((place) => !place.inserted)) return;
    const place = document.createElement(name);
    place.inserted = true;
    place.setAttribute(attribute, id);
    if (script?.isConnected && !document.head.contains(script)) script.after(place);
    else document.body.append(place);
  };
  // A place may stand further down.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", put);
  else put();
};

// Where a script came from, and what it brings is found.
export const originOf = (script) => new URL(script?.src || location.href).origin;
