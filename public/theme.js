// Before the first paint: the theme and language that were chosen in Settings. And who is signed in is asked while the app is loaded.
(() => {
  const root = document.documentElement;
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") root.style.colorScheme = theme;
  const language = localStorage.getItem("language") ?? navigator.language;
  root.lang = language.toLowerCase().startsWith("de") ? "de" : "en";
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: "/auth/session" }));
})();
