// Before the first paint: the theme and language that were chosen in Settings, and more contrast where the reader's system asks for it. And who is
// signed in is asked while the app is loaded.
(() => {
  const root = document.documentElement;
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") root.style.colorScheme = theme;
  const language = localStorage.getItem("language") ?? navigator.language;
  root.lang = language.toLowerCase().startsWith("de") ? "de" : "en";
  const link = (members) => document.head.append(Object.assign(document.createElement("link"), members));
  link({ rel: "preload", as: "fetch", crossOrigin: "anonymous", href: "/auth/session" });
  const contrast = matchMedia("(prefers-contrast: more), (forced-colors: active)");
  // Only who needs these styles loads them; they say themselves for whom they are.
  const look = () => contrast.matches && link({ rel: "stylesheet", href: "/contrast.css" });
  look();
  contrast.addEventListener("change", look, { once: true });
})();
