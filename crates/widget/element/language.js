// The language of an element, of those that there are: chosen on it, else that of the page around it, else the browser's, else the first.
export const languageOf = (element, languages) => {
  const wanted = element.getAttribute("lang-code") ?? (element.closest("[lang]")?.lang || navigator.language || "");
  const [tag] = wanted.toLowerCase().split("-");
  return languages.find((language) => language.tag === tag) ?? languages[0];
};
